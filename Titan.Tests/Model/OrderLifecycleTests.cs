using Titan.Engine.Model;

namespace Titan.Tests.Model;

/// <summary>The table of an order's life (spec titan-trading 4.5): every pair that is not listed is refused.</summary>
public sealed class OrderLifecycleTests
{
    private static readonly Dictionary<OrderStatus, OrderStatus[]> May = new()
    {
        [OrderStatus.New] =
        [
            OrderStatus.Submitted, OrderStatus.Accepted, OrderStatus.PartiallyFilled, OrderStatus.CancelPending, OrderStatus.Unknown,
            OrderStatus.Filled, OrderStatus.Cancelled, OrderStatus.Rejected, OrderStatus.Expired,
        ],
        [OrderStatus.Submitted] =
        [
            OrderStatus.Accepted, OrderStatus.PartiallyFilled, OrderStatus.CancelPending, OrderStatus.Unknown,
            OrderStatus.Filled, OrderStatus.Cancelled, OrderStatus.Rejected, OrderStatus.Expired,
        ],
        [OrderStatus.Accepted] =
        [
            OrderStatus.PartiallyFilled, OrderStatus.CancelPending, OrderStatus.Filled, OrderStatus.Cancelled, OrderStatus.Rejected, OrderStatus.Expired,
        ],
        [OrderStatus.PartiallyFilled] = [OrderStatus.CancelPending, OrderStatus.Filled, OrderStatus.Cancelled, OrderStatus.Expired],
        [OrderStatus.CancelPending] =
        [
            OrderStatus.Accepted, OrderStatus.PartiallyFilled, OrderStatus.Unknown, OrderStatus.Filled, OrderStatus.Cancelled, OrderStatus.Rejected, OrderStatus.Expired,
        ],
        [OrderStatus.Unknown] =
        [
            OrderStatus.Accepted, OrderStatus.PartiallyFilled, OrderStatus.CancelPending, OrderStatus.Filled, OrderStatus.Cancelled, OrderStatus.Rejected, OrderStatus.Expired,
        ],
        [OrderStatus.Filled] = [],
        [OrderStatus.Cancelled] = [],
        [OrderStatus.Rejected] = [],
        [OrderStatus.Expired] = [],
    };

    [Fact]
    public void EveryPairOfStatuses_FollowsTheTable()
    {
        var wrong = from status in Enum.GetValues<OrderStatus>()
                    from next in Enum.GetValues<OrderStatus>()
                    where status.MayBecome(next) != May[status].Contains(next)
                    select $"{status} -> {next}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void TerminalStatuses_AreThoseThatLeadNowhere() =>
        Assert.Equal(May.Where(row => row.Value.Length == 0).Select(row => row.Key), Enum.GetValues<OrderStatus>().Where(status => status.IsTerminal()));
}
