using System.Globalization;
using System.Text.Json;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Rest;

/// <summary>One REST request as a route sees it: query fields of a GET or the JSON body of a POST.</summary>
internal sealed class RestCall(string rawQuery, JsonElement body)
{
    private readonly Dictionary<string, string> _query = Parse(rawQuery);

    public JsonElement Body { get; } = body;

    /// <summary>Query field or body field; "" when absent.</summary>
    public string Text(string name) =>
        _query.TryGetValue(name, out var value) ? value : new JsonFields(Body).Text(name);

    public decimal? Number(string name) =>
        decimal.TryParse(Text(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    public long? Whole(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The page size asked for, held to the endpoint's bounds.</summary>
    public int Limit(int standard, int most) => (int)Math.Clamp(Whole("limit") ?? standard, 1, most);

    private static Dictionary<string, string> Parse(string query)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at < 0) fields[pair] = "";
            else fields[pair[..at]] = Uri.UnescapeDataString(pair[(at + 1)..].Replace('+', ' '));
        }
        return fields;
    }
}
