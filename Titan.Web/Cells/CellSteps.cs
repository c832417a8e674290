using System.Text.Json;

namespace Titan.Web.Cells;

/// <summary>What leads from one state of a view to the next, and what tells all of one.</summary>
public static class CellSteps
{
    /// <summary>Start of the paths of a view's cells; null for a view that has none.</summary>
    public static string? RootOf<TView>()
        where TView : class => CellShape<TView>.Root;

    public static CellStep Of<TView>(TView from, TView to)
        where TView : class, IEquatable<TView>
    {
        if (ReferenceEquals(from, to))
        {
            return CellStep.Same;
        }

        if (CellShape<TView>.Root is not { } root || CellShape<TView>.IsWhole)
        {
            return from.Equals(to) ? CellStep.Same : CellShape<TView>.IsWhole ? new CellStep(false, All(to)) : CellStep.Draw;
        }

        using var sheet = new CellSheet();
        sheet.Enter(root);
        var moved = CellShape<TView>.Step(from, to, sheet);
        sheet.Leave();
        return !moved ? CellStep.Draw : sheet.Finish() is { } cells ? new CellStep(false, cells) : CellStep.Same;
    }

    /// <summary>All cells of a view, for a browser that has seen none of them; null when it has none.</summary>
    public static CellPiece? All<TView>(TView view)
        where TView : class
    {
        if (CellShape<TView>.Root is not { } root)
        {
            return null;
        }

        using var sheet = new CellSheet();
        if (CellShape<TView>.IsWhole)
        {
            sheet.Put(root, JsonSerializer.Serialize(view, JsonSerializerOptions.Web));
        }
        else
        {
            sheet.Enter(root);
            CellShape<TView>.All(view, sheet);
            sheet.Leave();
        }

        return sheet.Finish();
    }
}
