using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Titan.Web.Cli;

/// <summary>An answer of the API as people read it: one line per value, a table for rows. The API's own words, so nothing is translated.</summary>
internal static class AnswerText
{
    private const int NameWidth = 22;
    private const int LongestCell = 60;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <param name="answer">The body.</param>
    /// <param name="rows">Field that holds the rows, or null when the body itself is the list or there is none.</param>
    /// <param name="columns">Columns shown of each row; none shows them all.</param>
    public static string Of(JsonNode answer, string? rows, IReadOnlyList<string> columns) => answer switch
    {
        JsonArray list => Table(list, columns),
        JsonObject fields when rows is not null && fields[rows] is JsonArray list => Table(list, columns) + Rest(fields, rows),
        JsonObject fields => Lines(fields),
        _ => answer.ToJsonString(),
    };

    /// <summary>A refusal: what is wrong, then each failed precondition with its cure.</summary>
    public static string Refusal(JsonNode? answer, int status)
    {
        if (answer is not JsonObject fields)
        {
            return string.Create(CultureInfo.InvariantCulture, $"HTTP {status}.");
        }

        var text = Text(fields["detail"] ?? fields["message"] ?? fields["error"]);
        var failed = (fields["details"] as JsonObject)?["failed"] as JsonArray ?? [];
        return string.Join(Environment.NewLine, failed.OfType<JsonObject>().Select(one => $"  {Text(one["name"])}: {Text(one["value"])}. {Text(one["cure"])}").Prepend(text));
    }

    private static string Lines(JsonObject fields) => string.Join(Environment.NewLine, fields.Select(field => field.Key.PadRight(NameWidth) + Value(field.Value)));

    private static string Rest(JsonObject fields, string rows)
    {
        var rest = new JsonObject(fields.Where(field => field.Key != rows).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        return rest.Count == 0 ? "" : Environment.NewLine + Environment.NewLine + Lines(rest);
    }

    private static string Table(JsonArray list, IReadOnlyList<string> columns)
    {
        var rows = list.OfType<JsonObject>().ToArray();
        if (rows.Length == 0)
        {
            return list.Count == 0 ? "none" : string.Join(Environment.NewLine, list.Select(Text));
        }

        var names = columns.Count > 0 ? columns : [.. rows.SelectMany(row => row.Select(field => field.Key)).Distinct(StringComparer.Ordinal)];
        var lines = rows.Select(row => names.Select(name => Cell(row[name])).ToArray()).Prepend([.. names]).ToArray();
        var widths = names.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        return string.Join(Environment.NewLine, lines.Select(line => string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }

    private static string Cell(JsonNode? value)
    {
        var text = value is JsonObject or JsonArray ? value.ToJsonString() : Text(value);
        return text.Length <= LongestCell ? text : text[..(LongestCell - 1)] + "…";
    }

    private static string Value(JsonNode? value)
    {
        if (value is not (JsonObject or JsonArray))
        {
            return Text(value);
        }

        var text = value.ToJsonString();
        return text.Length <= 100 ? text : Environment.NewLine + value.ToJsonString(Readable);
    }

    private static string Text(JsonNode? value) => value is null ? "-" : value.ToString();
}
