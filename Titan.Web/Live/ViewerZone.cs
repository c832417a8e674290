using System.Globalization;
using Titan.Web.Languages;

namespace Titan.Web.Live;

/// <summary>
/// The zone in which this viewer reads times, and times written in it. UTC unless the viewer chose the browser's own zone; it travels with the
/// request and its circuit, as the language does. Times in ids, files and the API are always UTC.
/// </summary>
public static class ViewerZone
{
    /// <summary>Cookie in which <c>console.js</c> keeps "utc" or the browser's zone by its IANA name.</summary>
    public const string Cookie = "titan-zone";

    private static readonly AsyncLocal<TimeZoneInfo?> Zone = new();

    /// <summary>The zone in force here.</summary>
    public static TimeZoneInfo Current
    {
        get => Zone.Value ?? TimeZoneInfo.Utc;
        set => Zone.Value = value;
    }

    /// <summary>The zone that a cookie names; UTC for what this machine does not know.</summary>
    public static TimeZoneInfo Of(string? name) =>
        string.IsNullOrEmpty(name) || name == "utc" || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? TimeZoneInfo.Utc : zone;

    /// <summary>What stands beside a clock: UTC, UTC+1, UTC−3:30.</summary>
    public static string Label(DateTimeOffset at)
    {
        var offset = Current.GetUtcOffset(at);
        if (ReferenceEquals(Current, TimeZoneInfo.Utc))
        {
            return "UTC";
        }

        var (sign, size) = (offset < TimeSpan.Zero ? '\u2212' : '+', offset.Duration());
        return size.Minutes == 0 ? string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{size.Hours}") : string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{size.Hours}:{size.Minutes:00}");
    }

    /// <summary>Time of day: 03:14:22.</summary>
    public static string Clock(DateTimeOffset at) => In(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Time of day with milliseconds, for traces.</summary>
    public static string Exact(DateTimeOffset at) => In(at).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Day and month: 21 Nov.</summary>
    public static string Day(DateTimeOffset at) => In(at).ToString("d MMM", Words.Language == "de" ? CultureInfo.GetCultureInfo("de-DE") : CultureInfo.InvariantCulture);

    /// <summary>The whole date: 21 Nov 2026.</summary>
    public static string Date(DateTimeOffset at) => $"{Day(at)} {In(at).Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Day and time: 21 Nov 03:14:22.</summary>
    public static string Stamp(DateTimeOffset at) => $"{Day(at)} {Clock(at)}";

    private static DateTimeOffset In(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Current);
}
