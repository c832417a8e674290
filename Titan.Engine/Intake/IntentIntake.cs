using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Risk;
using Titan.Engine.Venues;

namespace Titan.Engine.Intake;

/// <summary>
/// The one way from a proposal to an order, stations 4 and 5 of the one path: sizing, gates, the decision on record, the order. Strategies of this
/// process, components on the channel and the webhook all come through here; there is no second way.
/// </summary>
internal sealed class IntentIntake(Turn turn, Surroundings surroundings, Exposure exposure, Brain brain, OrderManager orders)
{
    private readonly DecisionRecorder _decisions = new(turn, surroundings, exposure, brain);

    /// <summary>Sizes, judges, records, and sends when approved.</summary>
    public IntentVerdict Submit(in Intent intent)
    {
        var correlation = CorrelationOf(intent);
        var (routed, route) = Route(intent);
        var verdict = _decisions.Judge(routed, QuantityOf(routed), correlation, route);
        if (verdict.Approved)
        {
            Send(routed, verdict.Quantity, correlation);
        }

        return verdict;
    }

    /// <summary>The same without sending: an approval is only told, a denial is recorded.</summary>
    public IntentVerdict Rehearse(in Intent intent)
    {
        var (routed, route) = Route(intent);
        return _decisions.Judge(routed, QuantityOf(routed), CorrelationOf(intent), route, rehearsal: true);
    }

    // Before the gates, so that they judge the order that would be sent: its price and the size that follows from it.
    private (Intent Routed, EntryRoute Route) Route(in Intent intent)
    {
        var route = EntryRoute.Of(intent, QuantityOf(intent), surroundings.Of(intent.Instrument), turn.Config);
        return (route.Why is null ? intent : intent with { Order = route.Order, LimitPrice = route.LimitPrice }, route);
    }

    private CorrelationId CorrelationOf(in Intent intent) =>
        new(intent.SignalId ?? string.Create(CultureInfo.InvariantCulture, $"{intent.Strategy}-{intent.Instrument.Id}-{turn.State.Sequence + 1}"));

    // The proposer's own wish bounds what risk allows; it never widens it.
    private decimal QuantityOf(in Intent intent)
    {
        var equity = turn.State.Equity;
        var quantity = PositionSizer.Size(intent, turn.Config.Risk, equity.Equity, equity.AvailableMargin, exposure);
        if (intent.Margin is not { } margin || intent.LimitPrice <= 0)
        {
            return quantity;
        }

        var leverage = Math.Min(Math.Min(intent.Leverage, turn.Config.Risk.MaxLeverage), intent.Instrument.MaxLeverage);
        return Math.Min(quantity, intent.Instrument.FloorQuantity(margin * leverage / intent.LimitPrice));
    }

    private void Send(in Intent intent, decimal quantity, CorrelationId correlation)
    {
        var timeout = intent.OrderTimeoutMs ?? turn.Config.Execution.OrderTimeoutMs;
        orders.Create(
            new OrderRequest
            {
                ClientOrderId = OrderIds.For(turn.State.Epoch, correlation, "entry"),
                Instrument = intent.Instrument,
                Side = intent.Side,
                Type = OrderType.Limit,
                // A market entry is a limit that does not stay: it takes what is there up to its bound, as no market order of the venue would.
                TimeInForce = intent.Order == EntryOrder.Market ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancel,
                Quantity = quantity,
                Price = intent.LimitPrice,
                Purpose = OrderPurpose.Entry,
                StopLoss = intent.StopLoss,
                TakeProfit = intent.TakeProfit,
                NotAfter = turn.Now.AddMilliseconds(timeout),
            },
            correlation,
            intent.Strategy,
            surroundings.Of(intent.Instrument).Quote.Mid,
            intent.TrapType,
            timeout);
        exposure.Follow(turn.Facts, turn.State);
    }
}
