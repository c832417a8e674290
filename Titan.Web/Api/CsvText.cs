using System.Globalization;
using System.Text;

namespace Titan.Web.Api;

/// <summary>
/// Rows as CSV (RFC 4180, invariant culture, times ISO 8601 UTC). A text that a spreadsheet would run as a formula is marked as text.
/// </summary>
internal static class CsvText
{
    public static string Lines(IEnumerable<string> columns, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder().AppendJoin(',', columns).Append("\r\n");
        foreach (var row in rows)
        {
            text.Append(Line(row));
        }

        return text.ToString();
    }

    /// <summary>One row with its end.</summary>
    public static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(object? value) => value switch
    {
        null => "",
        string words => Text(words),
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Text(value.ToString() ?? ""),
    };

    private static string Text(string words)
    {
        var safe = words.Length > 0 && words[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + words : words;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
