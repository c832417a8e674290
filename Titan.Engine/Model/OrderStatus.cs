namespace Titan.Engine.Model;

/// <summary>
/// Life of an order (spec titan-trading 4.5). Terminal states never change. <see cref="Unknown"/> means: sent, no answer; only the
/// venue's word leads out of it.
/// </summary>
public enum OrderStatus
{
    New,
    Submitted,
    Accepted,
    PartiallyFilled,
    CancelPending,
    Unknown,
    Filled,
    Cancelled,
    Rejected,
    Expired,
}

/// <summary>Rules of <see cref="OrderStatus"/>.</summary>
public static class OrderLifecycle
{
    public static bool IsTerminal(this OrderStatus status) =>
        status is OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Rejected or OrderStatus.Expired;

    /// <summary>Whether a report may move an order from one status to the other; a regress is ignored, never an error.</summary>
    public static bool MayBecome(this OrderStatus from, OrderStatus to) => from != to && (from, to) switch
    {
        (OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Rejected or OrderStatus.Expired, _) => false,
        (_, OrderStatus.New) => false,
        (OrderStatus.New, _) => true,
        (_, OrderStatus.Submitted) => false,
        (OrderStatus.PartiallyFilled, OrderStatus.Accepted or OrderStatus.Unknown or OrderStatus.Rejected) => false,
        (OrderStatus.CancelPending, OrderStatus.Accepted) => true,
        (OrderStatus.Accepted, OrderStatus.Unknown) => false,
        _ => true,
    };
}
