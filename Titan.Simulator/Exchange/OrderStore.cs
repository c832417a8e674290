namespace Titan.Simulator.Exchange;

/// <summary>
/// The account's orders, findable by either id. Open ones are always here; of the closed the newest are kept, so that a venue that
/// runs for weeks stays as small as one that runs for a day. An orderLinkId is used up as long as its order is kept.
/// </summary>
internal sealed class OrderStore(int kept = OrderStore.ClosedKept)
{
    /// <summary>Closed orders, executions and closed-profit rows that are kept at least: months of one engine's trading.</summary>
    public const int ClosedKept = 50_000;

    private readonly List<Order> _all = [];
    private readonly Dictionary<string, Order> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Order> _byLink = new(StringComparer.Ordinal);

    /// <summary>All orders that are kept, oldest first.</summary>
    public IReadOnlyList<Order> All => _all;

    /// <summary>Closed orders that are not kept any more.</summary>
    public long Forgotten { get; private set; }

    public bool IsUsed(string orderLinkId) => _byLink.ContainsKey(orderLinkId);

    public void Add(Order order)
    {
        _all.Add(order);
        _byId.Add(order.OrderId, order);
        if (order.OrderLinkId.Length > 0) _byLink.Add(order.OrderLinkId, order);
        order.Instrument.OpenOrders.Add(order);
        if (_all.Count > kept + Slack(kept)) Forget(_all.Count - kept);
    }

    /// <summary>Finds an order by the venue's id, or by ours when that one is empty.</summary>
    public Order? Find(string orderId, string orderLinkId) =>
        orderId.Length > 0 ? _byId.GetValueOrDefault(orderId) : _byLink.GetValueOrDefault(orderLinkId);

    /// <summary>Takes the oldest rows off a list that has grown a tenth beyond what is kept; returns how many.</summary>
    public static int Trim<T>(List<T> rows, int kept = ClosedKept)
    {
        if (rows.Count <= kept + Slack(kept)) return 0;
        var surplus = rows.Count - kept;
        rows.RemoveRange(0, surplus);
        return surplus;
    }

    // In portions, because taking from the front of a list moves all that follows.
    private static int Slack(int kept) => Math.Max(1, kept / 10);

    private void Forget(int surplus)
    {
        var left = surplus;
        _all.RemoveAll(order =>
        {
            if (left == 0 || order.Status.IsOpen()) return false;
            left--;
            _byId.Remove(order.OrderId);
            if (order.OrderLinkId.Length > 0) _byLink.Remove(order.OrderLinkId);
            return true;
        });
        Forgotten += surplus - left;
    }
}
