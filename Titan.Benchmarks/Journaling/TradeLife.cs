using System.Globalization;
using Titan.Benchmarks.Data;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Benchmarks.Journaling;

/// <summary>
/// Facts as a trading engine makes them, without end: intent, order, acknowledgement, fill, stop seen, equity, closing order,
/// acknowledgement, fill, equity, over and over on ten instruments. Seeded; the state that folds them stays small.
/// </summary>
internal sealed class TradeLife
{
    private const int Instruments = 10;

    private readonly MarketInstrument[] _instruments = [.. MarketInstrument.Make(Instruments)];
    private readonly Random _chance = new(20_268);
    private DateTimeOffset _at = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private long _sequence;
    private long _trades;

    /// <param name="after">Sequence of the last entry that is there already.</param>
    public TradeLife(long after) => _sequence = after;

    public IEnumerable<JournalEntry> Entries(long count)
    {
        var made = 0L;
        while (true)
        {
            foreach (var fact in OneTrade())
            {
                if (made++ == count)
                {
                    yield break;
                }

                _at = _at.AddMilliseconds(_chance.Next(1, 900));
                yield return new JournalEntry(++_sequence, _at, fact);
            }
        }
    }

    private IEnumerable<Fact> OneTrade()
    {
        var trade = ++_trades;
        var listed = _instruments[_chance.Next(Instruments)];
        var instrument = listed.ToInstrument();
        var side = _chance.Next(2) == 0 ? Side.Buy : Side.Sell;
        var price = instrument.PriceOf(listed.StartTicks + _chance.Next(-500, 500));
        var exit = instrument.PriceOf(listed.StartTicks + _chance.Next(-500, 500));
        var quantity = instrument.QuantityOf(1 + _chance.Next(900));
        var stop = instrument.FloorPrice(price * (side == Side.Buy ? 0.99m : 1.01m));
        var target = instrument.CeilingPrice(price * (side == Side.Buy ? 1.02m : 0.98m));
        var correlation = new CorrelationId(string.Create(CultureInfo.InvariantCulture, $"breakout-{listed.Symbol}-{trade}"));
        var (entry, close) = (Id("e", trade), Id("c", trade));
        yield return new IntentJudged(correlation, "breakout", instrument.Id, side, quantity, price, stop, target, $"above 20-bar high {price}", true, null, null, $"bid {price} ask {price} age 12 ms equity 100000.00", quantity);
        yield return new OrderCreated(Make(entry, correlation, instrument, side, quantity, price, stop, target, OrderPurpose.Entry));
        yield return new OrderMoved(entry, OrderStatus.Accepted, Venue(trade, 1), null);
        yield return new FillBooked(new ExecutionId(Venue(trade, 2)), entry, instrument.Id, side, quantity, price, Math.Round(price * quantity * 0.00055m, 8), false, ExecutionKind.Trade, null, _at);
        yield return new ProtectionSeen(instrument.Id, stop, target, quantity, "venue");
        yield return new EquityMarked(100_000m + (trade % 1_000), Math.Round((exit - price) * quantity, 8), 90_000m);
        yield return new OrderCreated(Make(close, correlation, instrument, side.Opposite(), quantity, null, null, null, OrderPurpose.Exit));
        yield return new OrderMoved(close, OrderStatus.Accepted, Venue(trade, 3), null);
        yield return new FillBooked(new ExecutionId(Venue(trade, 4)), close, instrument.Id, side.Opposite(), quantity, exit, Math.Round(exit * quantity * 0.00055m, 8), false, ExecutionKind.Trade, CloseReason.Manual, _at);
        yield return new EquityMarked(100_000m + (trade % 1_000), 0m, 95_000m);
    }

    private static ClientOrderId Id(string kind, long trade) => new(string.Create(CultureInfo.InvariantCulture, $"tbenchm{kind}{trade:d23}"));

    private static string Venue(long trade, int part) => string.Create(CultureInfo.InvariantCulture, $"6f0c1d2e-{part:x4}-4000-8000-{trade:x12}");

    private Order Make(
        ClientOrderId id, CorrelationId correlation, Instrument instrument, Side side, decimal quantity, decimal? price, decimal? stop, decimal? target, OrderPurpose purpose) => new()
        {
            Id = id,
            Correlation = correlation,
            Instrument = instrument.Id,
            Side = side,
            Type = price is null ? OrderType.Market : OrderType.Limit,
            TimeInForce = price is null ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancel,
            Purpose = purpose,
            Quantity = quantity,
            Price = price,
            ReduceOnly = purpose == OrderPurpose.Exit,
            StopLoss = stop,
            TakeProfit = target,
            Source = "breakout",
            ReferencePrice = price ?? 0m,
            CreatedAt = _at,
            UpdatedAt = _at,
            Status = OrderStatus.Submitted,
        };
}
