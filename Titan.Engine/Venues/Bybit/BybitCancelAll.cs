using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Budget;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// Cancels all orders of the settle coin. The venue takes at most 500 random ones per call, so it is asked until nothing is left
/// to name; when the bulk call fails, every open order is cancelled by its id (spec venues/bybit-v5.md 4.2 and 9).
/// </summary>
internal sealed class BybitCancelAll(BybitDispatcher dispatcher, BybitAccountReader account, BybitOrderEntry orders)
{
    private const int PerCall = 500;
    private const int MostCalls = 40;

    public async Task<VenueAnswer<IReadOnlyList<VenueOrderId>>> RunAsync(bool includeProtective, CancellationToken cancellationToken)
    {
        var body = OrderBodies.CancelAll(includeProtective);
        var cancelled = new HashSet<string>(StringComparer.Ordinal);
        for (var call = 0; call < MostCalls; call++)
        {
            var reply = await dispatcher.SendAsync(
                BybitRequest.Post(BybitBudgets.CancelAll, body, BybitRequestKind.Configure, BybitPriority.Exit), cancellationToken);
            if (!reply.IsAccepted)
                return await OneByOneAsync(includeProtective, cancelled, reply.Outcome, cancellationToken);
            var named = reply.Result.Rows("list").Select(static row => row.Text("orderId")).Where(static id => id.Length > 0).ToArray();
            var news = named.Count(cancelled.Add);
            if (named.Length < PerCall || news == 0)
                break;
        }

        return Answer(cancelled);
    }

    private async Task<VenueAnswer<IReadOnlyList<VenueOrderId>>> OneByOneAsync(
        bool includeProtective, HashSet<string> cancelled, VenueOutcome why, CancellationToken cancellationToken)
    {
        VenueAnswer<IReadOnlyList<OrderReport>> open;
        try
        {
            open = await account.OpenOrdersAsync(BybitPriority.Exit, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return VenueAnswer<IReadOnlyList<VenueOrderId>>.None(why);
        }

        if (!open.IsKnown)
            return VenueAnswer<IReadOnlyList<VenueOrderId>>.None(why);
        var wanted = open.Value!.Where(order => includeProtective || order.StopOrderType.Length == 0).ToArray();
        var outcomes = await Task.WhenAll(wanted.Select(order => orders.CancelAsync(order.Symbol, order.VenueOrderId, cancellationToken)));
        for (var index = 0; index < wanted.Length; index++)
        {
            if (outcomes[index].IsAccepted)
                cancelled.Add(wanted[index].VenueOrderId);
        }

        return Array.Find(outcomes, static outcome => !outcome.IsAccepted) is { } failed
            ? VenueAnswer<IReadOnlyList<VenueOrderId>>.None(failed)
            : Answer(cancelled);
    }

    private static VenueAnswer<IReadOnlyList<VenueOrderId>> Answer(IEnumerable<string> cancelled) =>
        VenueAnswer<IReadOnlyList<VenueOrderId>>.Of([.. cancelled.Select(static id => new VenueOrderId(id))]);
}
