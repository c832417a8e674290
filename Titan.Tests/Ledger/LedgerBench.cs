using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Ledger;

/// <summary>A bare ledger to which facts are applied one second apart.</summary>
internal sealed class LedgerBench
{
    private readonly List<JournalEntry> _entries = [];
    private int _ids;

    public LedgerBench() => Apply(new LedgerOpened("abcdef"));

    public EngineState State { get; private set; } = new();

    public List<ClosedTrade> Closed { get; } = [];

    public ClosedTrade? Apply(Fact fact)
    {
        var entry = new JournalEntry(State.Sequence + 1, EngineBench.Start.AddSeconds(State.Sequence), fact);
        var closed = State.Apply(entry);
        _entries.Add(entry);
        if (closed is not null)
        {
            Closed.Add(closed);
        }

        return closed;
    }

    public FillBooked Fill(bool buy, decimal quantity, decimal price, int feeBps = 0, ClientOrderId? order = null, CloseReason? reason = null)
    {
        var fill = new FillBooked(
            new ExecutionId($"x{_ids++}"), order, BenchInstruments.Btc.Id, buy ? Side.Buy : Side.Sell, quantity, price, quantity * price * feeBps / 10_000m,
            false, ExecutionKind.Trade, reason, EngineBench.Start.AddSeconds(State.Sequence));
        Apply(fill);
        return fill;
    }

    public void Funding(decimal payment) =>
        Apply(new FundingBooked(new ExecutionId($"f{_ids++}"), BenchInstruments.Btc.Id, payment, EngineBench.Start.AddSeconds(State.Sequence)));

    public void Mark(decimal wallet, decimal unrealized) => Apply(new EquityMarked(wallet, unrealized, wallet));

    public Order Create(string id, Side side, decimal quantity, decimal? stop = null, decimal? target = null, bool reduceOnly = false, OrderStatus status = OrderStatus.Submitted)
    {
        var order = new Order
        {
            Id = new ClientOrderId(id),
            Correlation = new CorrelationId($"c-{id}"),
            Instrument = BenchInstruments.Btc.Id,
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.GoodTillCancel,
            Purpose = reduceOnly ? OrderPurpose.Exit : OrderPurpose.Entry,
            Quantity = quantity,
            Price = 50_000m,
            ReduceOnly = reduceOnly,
            StopLoss = stop,
            TakeProfit = target,
            Source = "scripted",
            ReferencePrice = 50_000m,
            CreatedAt = EngineBench.Start.AddSeconds(State.Sequence),
            Status = status,
        };
        Apply(new OrderCreated(order));
        return order;
    }

    public OrderStatus StatusOf(string id) => State.Orders[new ClientOrderId(id)].Status;

    public void Become(EngineState state) => State = state;

    public EngineState Replay()
    {
        var state = new EngineState();
        foreach (var entry in _entries)
        {
            state.Apply(entry with { Fact = FactBytes.RoundTrip(entry.Fact) });
        }

        return state;
    }
}
