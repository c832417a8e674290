using System.Globalization;
using Titan.Benchmarks.Data;
using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Engine.Venues;

namespace Titan.Benchmarks.Risk;

/// <summary>An armed, reconciled engine state with so many positions and working orders, in which one more intent passes every gate.</summary>
internal sealed class RiskScene
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly Intent _intent;
    private readonly TitanConfig _config;
    private readonly RiskVerdict[] _verdicts = new RiskVerdict[RiskGates.Count];

    public RiskScene(int positions, int orders)
    {
        var instruments = MarketInstrument.Make(positions + 10);
        var wanted = instruments[^1].ToInstrument();
        _config = new TitanConfig
        {
            Whitelist = new WhitelistConfig { Symbols = [.. instruments.Take(8).Select(static instrument => instrument.Symbol), wanted.Id.Value] },
            Risk = new RiskConfig { MaxPositions = 20_000 },
            Execution = new ExecutionConfig { MaxSpreadPct = 1m },
        };
        Record(new LedgerOpened("benchm"));
        Record(new SessionStarted("bench", "PAPER", "bybit", "simulator"));
        Record(new EquityMarked(100_000_000m, 0m, 100_000_000m));
        Record(new Reconciled(true, positions, positions, 0, "bench"));
        Record(new ArmChanged(ArmState.Disarmed, ArmState.Armed, LockCause.None, "bench", "bench", new CorrelationId("bench")));
        for (var position = 0; position < positions; position++)
        {
            Open(instruments[position].ToInstrument(), position);
        }

        // Working closes: they are orders to look at, but add no exposure that would close a gate.
        for (var order = 0; order < orders; order++)
        {
            Record(new OrderCreated(Make(instruments[order % positions].ToInstrument(), $"x{order}", OrderPurpose.Exit)));
        }

        Instrument[] listed = [.. instruments.Select(static instrument => instrument.ToInstrument())];
        Surroundings.Fill(listed);
        Instruments.Fill(listed);
        Surroundings.Started = true;
        Surroundings.Venue = new VenueStatus([], true, 1, 0, true, 0, 10, false, 0, null);
        var start = instruments[^1].StartTicks;
        Surroundings.Of(wanted).See(new Quote(wanted, start, 100, start + 1, 100, Now, Now));
        long[] below = [.. Enumerable.Range(0, BookLadder.Levels).Select(level => start - BookLadder.Levels + 1 + level)];
        long[] above = [.. Enumerable.Range(0, BookLadder.Levels).Select(level => start + BookLadder.Levels - level)];
        long[] sizes = [.. Enumerable.Repeat(1_000_000L, BookLadder.Levels)];
        Surroundings.Of(wanted).Ladder.Set(below, sizes, above, sizes);
        Surroundings.Of(wanted).See(new Ticker(wanted, 0m, 0m, 0m, 0.0001m, null, 0m, 0m, Now, Now));
        Exposure.Recount(State);
        _intent = IntentFor(wanted, start + 1);
    }

    public EngineState State { get; } = new();

    public Surroundings Surroundings { get; } = new();

    public Exposure Exposure { get; } = new();

    public Brain Brain { get; } = new();

    public InstrumentTable Instruments { get; } = new();

    /// <summary>Sizes the intent and asks every gate, as the strategy runner does.</summary>
    public RiskVerdict Judge()
    {
        var equity = State.Equity;
        var quantity = PositionSizer.Size(in _intent, _config.Risk, equity.Equity, equity.AvailableMargin, Exposure);
        return RiskGates.Judge(new RiskQuestion(in _intent, State, Surroundings, Instruments, Exposure, Brain, _config, quantity, Now), _verdicts).Verdict;
    }

    private static Intent IntentFor(Instrument instrument, long ticks)
    {
        var price = instrument.PriceOf(ticks);
        return new Intent
        {
            Strategy = "bench",
            Instrument = instrument,
            Side = Side.Buy,
            ReferencePrice = price,
            LimitPrice = price,
            StopLoss = instrument.FloorPrice(price * 0.99m),
            TakeProfit = instrument.CeilingPrice(price * 1.02m),
            RiskFraction = 0.0001m,
            Leverage = 10m,
            Confidence = 50,
            Why = "bench",
            ExpiresAt = Now.AddSeconds(1),
        };
    }

    private static Order Make(Instrument instrument, string id, OrderPurpose purpose) => new()
    {
        Id = new ClientOrderId(id),
        Correlation = new CorrelationId("bench"),
        Instrument = instrument.Id,
        Side = purpose == OrderPurpose.Entry ? Side.Buy : Side.Sell,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.GoodTillCancel,
        Purpose = purpose,
        Quantity = instrument.MinQuantity,
        Price = instrument.TickSize * 1_000m,
        ReduceOnly = purpose != OrderPurpose.Entry,
        StopLoss = instrument.TickSize * 990m,
        Source = "bench",
        CreatedAt = Now,
        Status = OrderStatus.Accepted,
    };

    private void Open(Instrument instrument, int number)
    {
        var id = new ClientOrderId(string.Create(CultureInfo.InvariantCulture, $"o{number}"));
        Record(new OrderCreated(Make(instrument, id.Value, OrderPurpose.Entry)));
        Record(new FillBooked(
            new ExecutionId($"e{number}"), id, instrument.Id, Side.Buy, instrument.MinQuantity, instrument.TickSize * 1_000m, 0m, false, ExecutionKind.Trade, null, Now));
    }

    private void Record(Fact fact) => State.Apply(new JournalEntry(State.Sequence + 1, Now, fact));
}
