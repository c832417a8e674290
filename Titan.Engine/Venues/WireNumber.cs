using System.Globalization;

namespace Titan.Engine.Venues;

/// <summary>
/// The venue's numbers: texts or bare, "" and null for "not set". Digits are kept exactly; anything else is simply not a number.
/// </summary>
internal static class WireNumber
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value) =>
        decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out value);

    public static bool TryParse(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out value);

    /// <summary>Plain decimal as the venue wants it: no exponent, no group signs, no trailing zeros.</summary>
    public static string Format(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
