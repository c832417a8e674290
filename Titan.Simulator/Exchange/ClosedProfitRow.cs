namespace Titan.Simulator.Exchange;

/// <summary>What one closing order realised (Bybit closed-pnl): net profit after the share of opening fees and its closing fees, USDT.</summary>
internal sealed class ClosedProfitRow
{
    public required long Sequence { get; init; }
    public required Order Order { get; init; }
    public required long CreatedMs { get; init; }
    public required decimal Leverage { get; init; }
    public required string ExecType { get; init; }
    public long UpdatedMs { get; set; }
    public decimal ClosedSize { get; set; }
    public decimal EntryValue { get; set; }
    public decimal ExitValue { get; set; }
    public decimal OpenFee { get; set; }
    public decimal CloseFee { get; set; }
    public decimal NetProfit { get; set; }
    public int FillCount { get; set; }
}
