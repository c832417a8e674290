using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Risk;

/// <summary>A question to the gates that every gate passes; a test spoils one thing of it.</summary>
internal sealed class GateBench
{
    public static readonly DateTimeOffset Now = EngineBench.Start.AddHours(1);
    private int _ids;

    public GateBench()
    {
        Apply(new LedgerOpened("abcdef"));
        Apply(new SessionStarted("1", "Paper", "bench", "memory"));
        Apply(new Reconciled(true, 0, 0, 0, "start"));
        Apply(new EquityMarked(1000m, 0m, 1000m));
        Apply(new ArmChanged(ArmState.Disarmed, ArmState.Armed, LockCause.None, "ada", "", new CorrelationId("c")));
        Surroundings.Fill(BenchInstruments.All);
        Surroundings.Started = true;
        Instruments.Fill(BenchInstruments.All);
        Funding(0.0001m);
        Venue(status => status);
        Quote(49_999.9m, 50_000.1m);
    }

    public EngineState State { get; } = new();

    public Surroundings Surroundings { get; } = new();

    public Exposure Exposure { get; } = new();

    public Brain Brain { get; } = new();

    public InstrumentTable Instruments { get; } = new();

    public TitanConfig Config { get; set; } = new();

    public decimal Quantity { get; set; } = 0.01m;

    public Intent Intent { get; set; } = new()
    {
        Strategy = "scripted",
        Instrument = BenchInstruments.Btc,
        Side = Side.Buy,
        ReferencePrice = 50_000m,
        LimitPrice = 50_000m,
        StopLoss = 49_500m,
        TakeProfit = 51_000m,
        RiskFraction = 0.005m,
        Leverage = 10m,
        Confidence = 60,
        Why = "test",
        ExpiresAt = Now,
    };

    public void Apply(Fact fact, TimeSpan ago = default) => State.Apply(new JournalEntry(State.Sequence + 1, Now - ago, fact));

    public void Venue(Func<VenueStatus, VenueStatus> change) =>
        Surroundings.Venue = change(new VenueStatus([], true, 3, 0, true, 0, 10, false, 0, null));

    public void Quote(decimal bid, decimal ask, TimeSpan age = default)
    {
        var btc = BenchInstruments.Btc;
        Ladder(bid, ask);
        Surroundings.Of(btc).See(new Quote(btc, btc.ToTicks(bid), 1, btc.ToTicks(ask), 1, Now - age, Now));
    }

    /// <summary>One level a side, of so many BTC; 100 BTC are far above the least depth.</summary>
    public void Ladder(decimal bid, decimal ask, decimal bidSize = 100m, decimal askSize = 100m) =>
        Surroundings.Of(BenchInstruments.Btc).Ladder.Take(Ladders.Of(BenchInstruments.Btc, bid, ask, bidSize, askSize));

    /// <summary>A position, with 1 USDT at risk when it has a stop.</summary>
    public void Hold(string symbol, decimal quantity = 1m, decimal price = 100m, decimal? stop = 99m)
    {
        Apply(new FillBooked(new ExecutionId($"x{_ids++}"), null, new InstrumentId(symbol), Side.Buy, quantity, price, 0m, false, ExecutionKind.Trade, null, Now));
        Apply(new ProtectionSeen(new InstrumentId(symbol), stop, null, quantity, "venue"));
    }

    public void Work(string symbol, OrderStatus status) => Apply(new OrderCreated(new Order
    {
        Id = new ClientOrderId($"o{_ids++}"),
        Correlation = new CorrelationId("c"),
        Instrument = new InstrumentId(symbol),
        Side = Side.Buy,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.GoodTillCancel,
        Purpose = OrderPurpose.Entry,
        Quantity = 1m,
        Price = 100m,
        StopLoss = 99m,
        Source = "scripted",
        CreatedAt = Now,
        Status = status,
    }));

    /// <summary>The rate of one funding interval of eight hours; 0.0001 is 10.95 % a year.</summary>
    public void Funding(decimal rate) =>
        Surroundings.Of(BenchInstruments.Btc).See(new Ticker(BenchInstruments.Btc, 0m, 0m, 0m, rate, null, 0m, 0m, Now, Now));

    public RiskVerdict Ask(RiskGate gate)
    {
        Exposure.Recount(State);
        var intent = Intent;
        RiskVerdict verdict = default;
        gate.Check(new RiskQuestion(in intent, State, Surroundings, Instruments, Exposure, Brain, Config, Quantity, Now), ref verdict);
        return verdict;
    }

    public RiskVerdict Judge() => Judgement().Verdict;

    public RiskJudgement Judgement(Span<RiskVerdict> verdicts = default)
    {
        Exposure.Recount(State);
        var intent = Intent;
        return RiskGates.Judge(new RiskQuestion(in intent, State, Surroundings, Instruments, Exposure, Brain, Config, Quantity, Now), verdicts);
    }
}
