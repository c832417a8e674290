using System.Collections.Concurrent;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Budget;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// Orders and settings on their way to the venue, and the answers that need a second look before they mean anything
/// (spec venues/bybit-v5.md section 6).
/// </summary>
internal sealed class BybitOrderEntry(BybitDispatcher dispatcher, BybitAccountReader account, TimeProvider wall)
{
    private const int AbsentRetries = 3;
    private static readonly TimeSpan VisibilityPause = TimeSpan.FromMilliseconds(200);

    // Symbols whose account turned out to be in hedge mode.
    private readonly ConcurrentDictionary<string, bool> _hedged = new(StringComparer.Ordinal);
    private readonly PreparedOrders _prepared = new();

    /// <summary>Puts the order's request together before it may be sent.</summary>
    public void Prepare(OrderRequest order)
    {
        var hedged = _hedged.ContainsKey(order.Instrument.Id.Value);
        var request = CreateOf(order, hedged);
        dispatcher.Prepare(request);
        _prepared.Put(order, hedged, request);
    }

    public async Task<VenueOutcome> SubmitAsync(OrderRequest order, CancellationToken cancellationToken)
    {
        var symbol = order.Instrument.Id.Value;
        var hedged = _hedged.ContainsKey(symbol);
        var reply = await SendCreateAsync(order, hedged, cancellationToken);
        if (reply.Verdict.Next == BybitNext.SetPositionIndex)
        {
            // Refused because of the account's position mode, so the same id may go once more with the other index.
            reply = await SendCreateAsync(order, !hedged, cancellationToken);
            if (reply.IsAccepted)
                Remember(symbol, !hedged);
        }

        return reply.Verdict.Next == BybitNext.LookUp ? await SettleCreateAsync(order, reply, cancellationToken) : Named(reply);
    }

    public async Task<VenueOutcome> AmendAsync(Instrument instrument, ClientOrderId id, decimal? quantity, decimal? price, CancellationToken cancellationToken)
    {
        if (quantity is null && price is null)
            return VenueOutcome.Accepted();
        var body = OrderBodies.Amend(instrument, id, quantity, price);
        return Named(await dispatcher.SendAsync(
            BybitRequest.Post(BybitBudgets.Amend, body, BybitRequestKind.Amend, BybitPriority.Entry, "order.amend"), cancellationToken));
    }

    public Task<VenueOutcome> CancelAsync(Instrument instrument, ClientOrderId id, CancellationToken cancellationToken) =>
        CancelAsync(OrderBodies.Cancel(instrument, id), token => account.FindAsync(instrument.Id.Value, "orderLinkId", id.Value, token), cancellationToken);

    public Task<VenueOutcome> CancelAsync(string symbol, string venueOrderId, CancellationToken cancellationToken) =>
        CancelAsync(OrderBodies.Cancel(symbol, venueOrderId), token => account.FindAsync(symbol, "orderId", venueOrderId, token), cancellationToken);

    public async Task<VenueOutcome> SetProtectionAsync(Instrument instrument, decimal? stopLoss, decimal? takeProfit, CancellationToken cancellationToken)
    {
        if (stopLoss is null && takeProfit is null)
            return VenueOutcome.Accepted();
        var index = 0;
        if (_hedged.ContainsKey(instrument.Id.Value))
            index = await account.OpenPositionIndexAsync(instrument.Id.Value, cancellationToken);
        var reply = await SendStopAsync(instrument, stopLoss, takeProfit, index, cancellationToken);
        if (reply.Verdict.Next == BybitNext.SetPositionIndex && index == 0)
        {
            Remember(instrument.Id.Value, hedged: true);
            index = await account.OpenPositionIndexAsync(instrument.Id.Value, cancellationToken);
            reply = await SendStopAsync(instrument, stopLoss, takeProfit, index, cancellationToken);
        }

        return Named(reply);
    }

    public async Task<VenueOutcome> SetLeverageAsync(Instrument instrument, decimal leverage, CancellationToken cancellationToken) =>
        Named(await dispatcher.SendAsync(
            BybitRequest.Post(BybitBudgets.SetLeverage, OrderBodies.Leverage(instrument, leverage), BybitRequestKind.Configure, BybitPriority.Entry), cancellationToken));

    private Task<BybitReply> SendCreateAsync(OrderRequest order, bool hedged, CancellationToken cancellationToken) =>
        dispatcher.SendAsync(_prepared.Take(order, hedged) ?? CreateOf(order, hedged), cancellationToken);

    private static BybitRequest CreateOf(OrderRequest order, bool hedged)
    {
        var priority = order.ReduceOnly || order.Purpose != OrderPurpose.Entry ? BybitPriority.Exit : BybitPriority.Entry;
        return BybitRequest.Post(BybitBudgets.Create, OrderBodies.Create(order, hedged), BybitRequestKind.Create, priority, "order.create", order.NotAfter);
    }

    private Task<BybitReply> SendStopAsync(Instrument instrument, decimal? stopLoss, decimal? takeProfit, int index, CancellationToken cancellationToken) =>
        dispatcher.SendAsync(
            BybitRequest.Post(BybitBudgets.TradingStop, OrderBodies.TradingStop(instrument, stopLoss, takeProfit, index), BybitRequestKind.Configure, BybitPriority.Exit),
            cancellationToken);

    // "Duplicate id" means that an earlier send landed. It is ours only if it says what we wanted to say.
    private async Task<VenueOutcome> SettleCreateAsync(OrderRequest order, BybitReply reply, CancellationToken cancellationToken)
    {
        try
        {
            var found = await account.FindAsync(order.Instrument.Id.Value, "orderLinkId", order.ClientOrderId.Value, cancellationToken);
            if (!found.IsKnown || found.Value!.Count == 0)
                return VenueOutcome.Unknown($"{reply.Text}; the order is not visible yet", reply.Code);
            var there = found.Value[0];
            return Matches(order, there)
                ? VenueOutcome.Accepted(there.VenueOrderId)
                : VenueOutcome.Rejected(reply.Code, $"{reply.Text}: the id belongs to another order", VenueReaction.Reconcile);
        }
        catch (OperationCanceledException)
        {
            // Given up while asking: whether the first send landed stays open.
            return VenueOutcome.Unknown(reply.Text, reply.Code);
        }
    }

    private static bool Matches(OrderRequest order, OrderReport there) =>
        there.Symbol == order.Instrument.Id.Value && there.Side == order.Side && there.Quantity == order.Quantity && there.ReduceOnly == order.ReduceOnly
        && (order.Type == OrderType.Market || order.Price is null || there.Price == order.Price);

    private async Task<VenueOutcome> CancelAsync(
        byte[] body, Func<CancellationToken, Task<VenueAnswer<IReadOnlyList<OrderReport>>>> find, CancellationToken cancellationToken)
    {
        var request = BybitRequest.Post(BybitBudgets.Cancel, body, BybitRequestKind.Cancel, BybitPriority.Exit, "order.cancel");
        var reply = await dispatcher.SendAsync(request, cancellationToken);
        try
        {
            // "No such order" may mean gone, or just created and not visible yet: look, and try again while it may still appear.
            for (var attempt = 0; reply.Verdict.Next == BybitNext.LookUp && attempt < AbsentRetries; attempt++)
            {
                var found = await find(cancellationToken);
                if (found.IsKnown && found.Value!.Count > 0 && found.Value.All(static order => !order.IsOpen))
                    return new VenueOutcome(OutcomeKind.Accepted, reply.Code, reply.Text, VenueReaction.Reconcile) { VenueOrderId = found.Value[0].VenueOrderId };
                await Task.Delay(VisibilityPause, wall, cancellationToken);
                reply = await dispatcher.SendAsync(request, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller gave up; the last answer stands.
        }

        return Named(reply);
    }

    private void Remember(string symbol, bool hedged)
    {
        if (hedged)
            _hedged[symbol] = true;
        else
            _hedged.TryRemove(symbol, out _);
    }

    private static VenueOutcome Named(BybitReply reply)
    {
        var id = reply.IsAccepted ? reply.Result.Text("orderId") : "";
        return id.Length > 0 ? reply.Outcome with { VenueOrderId = id } : reply.Outcome;
    }
}
