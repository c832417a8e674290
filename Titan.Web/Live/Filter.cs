using System.Globalization;

namespace Titan.Web.Live;

/// <summary>Reads the fields of an address that filter a list. What cannot be read filters nothing; the field shows what was understood.</summary>
public static class Filter
{
    private const int LongestText = 200;

    /// <summary>Text without its blanks; null when there is none.</summary>
    public static string? Text(string? value) => value?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestText)] : null;

    /// <summary>One of the words, whatever its case; null otherwise.</summary>
    public static string? Word(string? value, IEnumerable<string> allowed) => allowed.FirstOrDefault(word => word.Equals(value, StringComparison.OrdinalIgnoreCase));

    /// <summary>First moment of a UTC day; null when it is none.</summary>
    public static DateTimeOffset? Day(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9999
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : null;

    /// <summary>A page number from 1 on.</summary>
    public static int Page(int? page) => Math.Clamp(page ?? 1, 1, 1_000_000);
}
