using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>One state of a view that a live component shows.</summary>
/// <param name="Number">Counts the states of one shared view; 0 for a view that one circuit reads alone.</param>
/// <param name="Drawing">Names the editions that differ in cells alone; no other shared view has the same. 0 where none is needed.</param>
/// <param name="Moved">The cells that lead here from the edition before; null when it must be drawn, or is the first.</param>
public abstract record Edition(long Number, long Drawing, CellPiece? Moved)
{
    private CellPiece? _all;

    /// <summary>All its cells; null when it has none. Written once.</summary>
    public CellPiece? All => _all ??= TellAll();

    private protected abstract CellPiece? TellAll();
}

/// <param name="View">Finished texts.</param>
/// <inheritdoc cref="Edition"/>
#pragma warning disable CS1573 // The other parameters are described by the base.
public sealed record Edition<TView>(TView View, long Number, long Drawing, CellPiece? Moved) : Edition(Number, Drawing, Moved)
#pragma warning restore CS1573
    where TView : class
{
    /// <summary>A view that one circuit reads for itself.</summary>
    public static Edition<TView> Alone(TView view) => new(view, 0, 0, null);

    private protected override CellPiece? TellAll() => CellSteps.All(View);
}
