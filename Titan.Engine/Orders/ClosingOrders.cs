using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Orders;

/// <summary>
/// Makes the reduce-only orders that close a position: market, split at the venue's largest order, or immediate-or-cancel at a bound.
/// Ids come from position and attempt, so that repeating the decision repeats the id.
/// </summary>
public sealed class ClosingOrders(Turn turn, OrderManager orders, Surroundings surroundings)
{
    /// <summary>How far through the mark a bounded close may reach, fraction; Bybit bands perpetuals at 5 % and more.</summary>
    private const decimal BandFraction = 0.05m;

    /// <summary>Closes a quantity of an instrument.</summary>
    /// <param name="instrument">What to close.</param>
    /// <param name="signedQuantity">The position as signed quantity; the whole of it is closed.</param>
    /// <param name="purpose">Exit or Flatten.</param>
    /// <param name="correlation">The act that asked for it.</param>
    /// <param name="attempt">1 for the first; makes new ids for each attempt.</param>
    /// <param name="source">Who asked, for the record.</param>
    /// <param name="bounded">Limit at the price band instead of market.</param>
    public void Close(Instrument instrument, decimal signedQuantity, OrderPurpose purpose, CorrelationId correlation, int attempt, string source, bool bounded)
    {
        var side = signedQuantity > 0 ? Side.Sell : Side.Buy;
        var remaining = Math.Abs(signedQuantity);
        var mark = surroundings.Of(instrument).ValuationPrice ?? 0m;
        var limit = bounded && mark > 0;
        var largest = limit ? instrument.MaxLimitQuantity : instrument.MaxMarketQuantity;
        for (var leg = 1; remaining > 0; leg++)
        {
            var quantity = Math.Min(remaining, largest);
            remaining -= quantity;
            orders.Create(
                new OrderRequest
                {
                    ClientOrderId = OrderIds.For(turn.State.Epoch, correlation, $"{instrument.Id}/{attempt}/{leg}"),
                    Instrument = instrument,
                    Side = side,
                    Type = limit ? OrderType.Limit : OrderType.Market,
                    TimeInForce = TimeInForce.ImmediateOrCancel,
                    Quantity = quantity,
                    Price = limit ? Bound(instrument, side, mark) : null,
                    ReduceOnly = true,
                    Purpose = purpose,
                },
                correlation,
                source,
                mark);
        }
    }

    /// <summary>A closing order on the instrument is still working or unknown.</summary>
    public bool IsClosing(InstrumentId instrument) =>
        turn.State.Orders.Values.Any(order => order.Instrument == instrument && order.IsWorking && order.ReduceOnly);

    /// <summary>Closes one position of the Shadow State because it must not stay. Each further call is a further attempt.</summary>
    public void CloseNow(Position position, string source)
    {
        if (turn.Instruments.TryGet(position.Instrument, out var instrument) && !IsClosing(position.Instrument))
        {
            // An id that was used once is used up, so what was tried before is counted.
            var correlation = new CorrelationId($"{source}-{position.Id}");
            var attempt = turn.State.Orders.Values.Count(order => order.Correlation == correlation) + 1;
            Close(instrument, position.SignedQuantity, OrderPurpose.Exit, correlation, attempt, source, bounded: false);
        }
    }

    private static decimal Bound(Instrument instrument, Side side, decimal mark) =>
        side == Side.Buy ? instrument.FloorPrice(mark * (1m + BandFraction)) : instrument.CeilingPrice(mark * (1m - BandFraction));
}
