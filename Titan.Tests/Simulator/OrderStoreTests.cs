using Titan.Simulator.Exchange;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class OrderStoreTests
{
    private readonly Instrument _bitcoin = new VenueBench().Bitcoin;

    [Fact]
    public void Store_OfManyOrders_KeepsOpenOnesAndTheNewestClosed()
    {
        var store = new OrderStore(kept: 100);
        var resting = Add(store, 0);
        for (var number = 1; number <= 1_000; number++)
        {
            Close(Add(store, number));
        }

        Assert.InRange(store.All.Count, 100, 111);
        Assert.Equal(1_001, store.All.Count + store.Forgotten);
        Assert.Same(resting, store.Find("", "link-0"));
        Assert.Null(store.Find("", "link-1"));
        Assert.Null(store.Find("id-1", ""));
        Assert.NotNull(store.Find("", "link-1000"));
        Assert.True(store.IsUsed("link-1000"));
    }

    [Fact]
    public void Rows_BeyondWhatIsKept_LoseTheOldest()
    {
        List<int> rows = [.. Enumerable.Range(0, 112)];

        var gone = OrderStore.Trim(rows, kept: 100);

        Assert.Equal(12, gone);
        Assert.Equal(12, rows[0]);
        Assert.Equal(0, OrderStore.Trim(rows, kept: 100));
    }

    private Order Add(OrderStore store, int number)
    {
        var order = new Order
        {
            Sequence = number,
            OrderId = $"id-{number}",
            OrderLinkId = $"link-{number}",
            Instrument = _bitcoin,
            Side = Side.Buy,
            Type = OrderType.Limit,
            CreatedMs = number,
            Status = OrderStatus.New,
        };
        store.Add(order);
        return order;
    }

    private void Close(Order order)
    {
        order.Status = OrderStatus.Cancelled;
        _bitcoin.OpenOrders.Remove(order);
    }
}
