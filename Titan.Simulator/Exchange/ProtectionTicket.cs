namespace Titan.Simulator.Exchange;

/// <summary>What a client asks for with position/trading-stop; null leaves a value as it is, 0 removes it.</summary>
internal sealed record ProtectionTicket
{
    public string Category { get; init; } = "linear";
    public string Symbol { get; init; } = "";
    public int PositionIdx { get; init; }
    public bool Partial { get; init; }
    public decimal? TakeProfit { get; init; }
    public decimal? StopLoss { get; init; }
    public decimal? TrailingStop { get; init; }
    public decimal? ActivePrice { get; init; }
    public TriggerBy TakeProfitTriggerBy { get; init; }
    public TriggerBy StopLossTriggerBy { get; init; }
    public decimal? TakeProfitSize { get; init; }
    public decimal? StopLossSize { get; init; }
    public OrderType TakeProfitType { get; init; }
    public OrderType StopLossType { get; init; }
    public decimal? TakeProfitLimit { get; init; }
    public decimal? StopLossLimit { get; init; }
    public string? Unreadable { get; init; }
}
