namespace Titan.Simulator.Exchange;

/// <summary>What a client asks for with order/amend; null leaves a value as it is, 0 removes a take profit or stop loss.</summary>
internal sealed record AmendTicket
{
    public string Category { get; init; } = "linear";
    public string Symbol { get; init; } = "";
    public string OrderId { get; init; } = "";
    public string OrderLinkId { get; init; } = "";
    public decimal? Qty { get; init; }
    public decimal? Price { get; init; }
    public decimal? TriggerPrice { get; init; }
    public decimal? TakeProfit { get; init; }
    public decimal? StopLoss { get; init; }
    public string? Unreadable { get; init; }
}
