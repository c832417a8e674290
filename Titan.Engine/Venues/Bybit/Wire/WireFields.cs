using System.Globalization;
using System.Text.Json;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>
/// Reads the venue's fields without ever throwing: "", null, missing, number or text are all the same shape to us
/// (spec venues/bybit-v5.md, quirk 3).
/// </summary>
internal static class WireFields
{
    public static JsonElement Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>Text of a string or the digits of a number; "" for anything else.</summary>
    public static string Text(this JsonElement element, string name) => TextOf(element.Field(name));

    /// <summary>Text under the first of two spellings that is there.</summary>
    public static string Text(this JsonElement element, string name, string otherName)
    {
        var text = element.Text(name);
        return text.Length > 0 ? text : element.Text(otherName);
    }

    public static decimal? Decimal(this JsonElement element, string name) => DecimalOf(element.Field(name));

    public static decimal DecimalOrZero(this JsonElement element, string name) => element.Decimal(name) ?? 0m;

    /// <summary>Null for "not set" in any of its shapes, zero included: prices of stops and liquidation.</summary>
    public static decimal? PriceOrNull(this JsonElement element, string name) => element.Decimal(name) is { } price and > 0 ? price : null;

    public static long? Integer(this JsonElement element, string name)
    {
        var value = element.Field(name);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
            return number;
        return long.TryParse(TextOf(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number : null;
    }

    public static bool Flag(this JsonElement element, string name)
    {
        var value = element.Field(name);
        return value.ValueKind == JsonValueKind.True || (value.ValueKind is JsonValueKind.String or JsonValueKind.Number && TextOf(value) is "true" or "1");
    }

    /// <summary>Milliseconds since 1970 as UTC, or the given time when unset.</summary>
    public static DateTimeOffset Time(this JsonElement element, string name, DateTimeOffset otherwise) =>
        element.Integer(name) is { } ms and > 0 ? VenueTime.FromMs(ms) : otherwise;

    public static Side? Direction(this JsonElement element, string name) => element.Text(name) switch
    {
        "Buy" => Side.Buy,
        "Sell" => Side.Sell,
        _ => null,
    };

    public static IEnumerable<JsonElement> Rows(this JsonElement element, string name)
    {
        var rows = element.Field(name);
        return rows.ValueKind == JsonValueKind.Array ? rows.EnumerateArray().Where(static row => row.ValueKind == JsonValueKind.Object) : [];
    }

    public static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => StringOf(value),
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    public static decimal? DecimalOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number when WireNumber.TryParse(TextOf(value), out var number) => number,
        _ => null,
    };

    private static string StringOf(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate or broken UTF-8 inside an otherwise good frame: the field counts as unset.
            return "";
        }
    }
}
