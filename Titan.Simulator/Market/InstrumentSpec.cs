namespace Titan.Simulator.Market;

/// <summary>An instrument as the venue lists it (Bybit instruments-info, USDT linear perpetual).</summary>
/// <remarks>Fees, margin and funding rate are fractions; quantities are in base currency; prices and notionals in USDT.</remarks>
public sealed record InstrumentSpec
{
    public required string Symbol { get; init; }
    public required string BaseCoin { get; init; }
    public required decimal TickSize { get; init; }
    public required decimal QtyStep { get; init; }
    public required decimal MinQty { get; init; }
    public required decimal MaxLimitQty { get; init; }
    public required decimal MaxMarketQty { get; init; }
    public decimal MinNotional { get; init; } = 5m;
    public decimal MaxLeverage { get; init; } = 100m;
    public int FundingIntervalMinutes { get; init; } = 480;
    public decimal MakerFee { get; init; } = 0.0002m;
    public decimal TakerFee { get; init; } = 0.00055m;
    public decimal MaintenanceMarginRate { get; init; } = 0.005m;
}
