using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Titan.Simulator.Binance;

/// <summary>The parameters of one request.</summary>
internal sealed class SpotQuery(IQueryCollection query)
{
    public string Text(string name) => query[name].ToString();

    public long? Whole(string name) => long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public int Limit(int standard, int most) => (int)Math.Clamp(Whole("limit") ?? standard, 1, most);

    /// <summary>symbol=X or symbols=["X","Y"]; empty when neither is given, null when it cannot be read.</summary>
    public IReadOnlyList<string>? Symbols()
    {
        if (Text("symbol") is { Length: > 0 } one) return [one];
        if (Text("symbols") is not { Length: > 0 } many) return [];
        try
        {
            return JsonSerializer.Deserialize<string[]>(many);
        }
        catch (JsonException)
        {
            // Answered as a malformed parameter.
            return null;
        }
    }
}
