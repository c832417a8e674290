namespace Titan.Engine.Journal;

/// <summary>The money and the holdings at the end of a ledger, ours or a venue's, to lay side by side. USDT; funding is positive when paid.</summary>
/// <param name="RealizedPnl">Gross of fees and funding.</param>
/// <param name="FeesPaid">All fees.</param>
/// <param name="FundingPaid">Paid less received.</param>
/// <param name="Executions">Fills and funding rows.</param>
/// <param name="OpenPositions">Positions that are not flat.</param>
public sealed record LedgerSums(decimal RealizedPnl, decimal FeesPaid, decimal FundingPaid, long Executions, int OpenPositions)
{
    private const decimal HalfACent = 0.005m;

    /// <summary>Equal to the cent, with as many executions and positions.</summary>
    public bool TiesTo(LedgerSums other) =>
        Executions == other.Executions && OpenPositions == other.OpenPositions && Near(RealizedPnl, other.RealizedPnl) && Near(FeesPaid, other.FeesPaid) && Near(FundingPaid, other.FundingPaid);

    private static bool Near(decimal one, decimal other) => Math.Abs(one - other) < HalfACent;
}
