using System.Globalization;
using System.Text.Json;

namespace Titan.Simulator.Wire;

/// <summary>Reads a request body the way the venue does: numbers may come as strings or numbers, absent and "" are the same.</summary>
internal readonly struct JsonFields(JsonElement element)
{
    public string Text(string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value)) return "";
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? "",
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "",
        };
    }

    public bool Flag(string name) => Text(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when absent; a text that is no number is noted in <paramref name="unreadable"/>.</summary>
    public decimal? Number(string name, ref string? unreadable)
    {
        var text = Text(name);
        if (text.Length == 0) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return value;
        unreadable ??= name + " invalid";
        return null;
    }

    public int Integer(string name, ref string? unreadable)
    {
        var text = Text(name);
        if (text.Length == 0) return 0;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return value;
        unreadable ??= name + " invalid";
        return 0;
    }

    /// <summary>One of an enum's names, the first one when absent.</summary>
    public T Word<T>(string name, T absent, ref string? unreadable)
        where T : struct, Enum
    {
        var text = Text(name);
        if (text.Length == 0) return absent;
        if (Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value)) return value;
        unreadable ??= name + " invalid";
        return absent;
    }
}
