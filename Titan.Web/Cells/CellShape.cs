using System.Reflection;
using Titan.Web.Live;

namespace Titan.Web.Cells;

/// <summary>
/// How the cells of one type of view record are found: its properties as compiled readers, made once. Records and lists of records that hold
/// cells are walked into; everything else is compared by value.
/// </summary>
internal static class CellShape<TView>
    where TView : class
{
    private static readonly CellMember<TView>[] Members = [.. CellPath.Properties(typeof(TView)).Select(one => CellMembers.Of<TView>(one.Property, one.Letter))];

    /// <summary>A cell is in it or below it.</summary>
    public static bool HasCells { get; } = Members.Any(member => member.HasCells);

    /// <summary>The record is one cell.</summary>
    public static bool IsWhole { get; } = typeof(TView).GetCustomAttribute<CellRootAttribute>()?.IsWhole == true;

    /// <summary>Start of its cells' paths; null for a view that no live component moves by cells.</summary>
    public static string? Root { get; } = HasCells || IsWhole ? typeof(TView).GetCustomAttribute<CellRootAttribute>()?.Path : null;

    /// <summary>Puts the cells that differ; false when something else differs too, and then what was put means nothing.</summary>
    public static bool Step(TView from, TView to, CellSheet sheet)
    {
        if (ReferenceEquals(from, to))
        {
            return true;
        }

        foreach (var member in Members)
        {
            if (!member.Step(from, to, sheet))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Puts all cells that are not empty.</summary>
    public static void All(TView view, CellSheet sheet)
    {
        foreach (var member in Members)
        {
            member.All(view, sheet);
        }
    }
}
