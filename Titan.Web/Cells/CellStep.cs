namespace Titan.Web.Cells;

/// <summary>What leads from one view to the next.</summary>
/// <param name="IsSame">Both read the same.</param>
/// <param name="Cells">The cells that moved when nothing else did; null otherwise.</param>
public sealed record CellStep(bool IsSame, CellPiece? Cells)
{
    /// <summary>Nothing to tell.</summary>
    public static CellStep Same { get; } = new(true, null);

    /// <summary>Something that is no cell changed: it must be drawn.</summary>
    public static CellStep Draw { get; } = new(false, null);
}
