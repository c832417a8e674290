namespace Titan.Simulator.Exchange;

/// <summary>
/// Every order ever accepted, findable by either id. Nothing is forgotten: an orderLinkId may be used once for ever.
/// </summary>
internal sealed class OrderStore
{
    private readonly List<Order> _all = [];
    private readonly Dictionary<string, Order> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Order> _byLink = new(StringComparer.Ordinal);

    /// <summary>All orders, oldest first.</summary>
    public IReadOnlyList<Order> All => _all;

    public bool IsUsed(string orderLinkId) => _byLink.ContainsKey(orderLinkId);

    public void Add(Order order)
    {
        _all.Add(order);
        _byId.Add(order.OrderId, order);
        if (order.OrderLinkId.Length > 0) _byLink.Add(order.OrderLinkId, order);
        order.Instrument.OpenOrders.Add(order);
    }

    /// <summary>Finds an order by the venue's id, or by ours when that one is empty.</summary>
    public Order? Find(string orderId, string orderLinkId) =>
        orderId.Length > 0 ? _byId.GetValueOrDefault(orderId) : _byLink.GetValueOrDefault(orderLinkId);
}
