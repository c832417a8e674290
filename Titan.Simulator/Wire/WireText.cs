using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Titan.Simulator.Wire;

/// <summary>Numbers as the venue writes them: JSON strings, invariant, no exponent, no trailing zeros unless a scale is asked.</summary>
internal static class WireText
{
    private const int LongestDecimal = 64;
    private const int LongestExpanded = 256;

    public static string Number(decimal value) => Trimmed(value).ToString(CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A decimal as a string property, without trailing zeros.</summary>
    public static void Number(this Utf8JsonWriter writer, string name, decimal value)
    {
        Span<byte> text = stackalloc byte[LongestDecimal];
        Trimmed(value).TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteString(name, text[..length]);
    }

    /// <summary>A money amount as a string property, to eight decimals like the venue's wallet.</summary>
    public static void Money(this Utf8JsonWriter writer, string name, decimal value) =>
        writer.Number(name, Math.Round(value, 8, MidpointRounding.ToEven));

    /// <summary>A price as a string property, with the tick's decimals.</summary>
    public static void Price(this Utf8JsonWriter writer, string name, decimal value, int scale)
    {
        Span<byte> text = stackalloc byte[LongestExpanded];
        writer.WriteString(name, Fixed(text, value, scale));
    }

    /// <summary>A price or size as an array element, with the given decimals.</summary>
    public static void FixedValue(this Utf8JsonWriter writer, decimal value, int scale)
    {
        Span<byte> text = stackalloc byte[LongestExpanded];
        writer.WriteStringValue(Fixed(text, value, scale));
    }

    public static void NumberValue(this Utf8JsonWriter writer, decimal value)
    {
        Span<byte> text = stackalloc byte[LongestDecimal];
        Trimmed(value).TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    /// <summary>Milliseconds as a string property.</summary>
    public static void Milliseconds(this Utf8JsonWriter writer, string name, long value)
    {
        Span<byte> text = stackalloc byte[LongestDecimal];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteString(name, text[..length]);
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static ReadOnlySpan<byte> Fixed(Span<byte> text, decimal value, int scale)
    {
        Span<char> format = ['F', (char)('0' + (scale / 10)), (char)('0' + (scale % 10))];
        value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        return text[..length];
    }

    private static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m;
}
