using System.Globalization;
using Titan.Web.Live;

namespace Titan.Web.Cells;

/// <summary>How a cell stands in the page: a number as a place or a length in percent, a tone as its class.</summary>
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
        Tone tone => tone.Css(),
        _ => throw new NotSupportedException($"A cell is a text, a number of percent or a tone, not {typeof(TCell).Name}."),
    };
}
