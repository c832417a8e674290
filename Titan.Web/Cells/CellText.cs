using System.Globalization;

namespace Titan.Web.Cells;

/// <summary>How a cell that is a number stands in the page: a place or a length in percent.</summary>
public static class CellText
{
    /// <summary>12.34%.</summary>
    public static string Percent(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>A cell as it is sent; null where there is none.</summary>
    internal static string? Of<TCell>(TCell cell) => cell switch
    {
        null => null,
        string text => text,
        decimal number => Percent(number),
        int number => Percent(number),
        _ => throw new NotSupportedException($"A cell is a text or a number of percent, not {typeof(TCell).Name}."),
    };
}
