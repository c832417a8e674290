using System.Globalization;
using Titan.Engine.Journal;

namespace Titan.Web.Api;

/// <summary>A span of time in one line for a person: what happened, or why nothing did.</summary>
public static class WhyLine
{
    public static string Of(SpanSummary span)
    {
        var when = string.Create(CultureInfo.InvariantCulture, $"between {span.From.UtcDateTime:HH:mm} and {span.To.UtcDateTime:HH:mm} UTC{Day(span)}");
        var what = span.Fills > 0 ? string.Create(CultureInfo.InvariantCulture, $"{span.Approved} approved, {span.Fills} {(span.Fills == 1 ? "fill" : "fills")} {when}")
            : span.Approved > 0 ? string.Create(CultureInfo.InvariantCulture, $"{span.Approved} approved and none filled {when}")
            : $"Nothing happened {when}";
        return $"{what}: {Arm(span)}; {Feeds(span)}; {Refused(span)}{Nearest(span)}.";
    }

    // Only a quiet span asks how near it came; what traded needs no trap to explain it.
    private static string Nearest(SpanSummary span) => span.Approved > 0 || span.NearestTrap is not { } trap ? "" : $"; nearest trap {trap}";

    private static string Day(SpanSummary span) =>
        span.To - span.From > TimeSpan.FromDays(1) || span.From.UtcDateTime.Date != span.To.UtcDateTime.Date
            ? string.Create(CultureInfo.InvariantCulture, $" ({span.From.UtcDateTime:yyyy-MM-dd} to {span.To.UtcDateTime:yyyy-MM-dd})")
            : string.Create(CultureInfo.InvariantCulture, $" on {span.From.UtcDateTime:yyyy-MM-dd}");

    private static string Arm(SpanSummary span)
    {
        var before = span.ArmBefore is { } said ? $"the arm stood so before: {said}" : "the arm was never moved before";
        return span.ArmChanges.Count == 0 ? before
            : string.Create(CultureInfo.InvariantCulture, $"the arm moved {Times(span.ArmChanges.Count)}, {(span.ArmChanges.Count == 1 ? "at" : "last")} {span.ArmChanges[^1].At.UtcDateTime:HH:mm:ss} {span.ArmChanges[^1].Message}");
    }

    private static string Feeds(SpanSummary span)
    {
        var lost = span.Troubles.Count(trouble => trouble.Type == "FEED_LOST");
        var other = span.Troubles.Where(trouble => trouble.Type is not ("FEED_LOST" or "FEED_BACK")).Select(trouble => trouble.Type).Distinct(StringComparer.Ordinal).ToArray();
        var feeds = lost > 0 ? $"feeds lost {Times(lost)}" : span.FeedLostBefore ? "a feed was lost already" : "feeds fine";
        return other.Length == 0 ? feeds : $"{feeds}, {string.Join(", ", other)}";
    }

    private static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");

    private static string Refused(SpanSummary span) =>
        span.Denied == 0
            ? span.Approved == 0 ? "no strategy asked" : "none refused"
            : string.Create(CultureInfo.InvariantCulture, $"{span.Denied} refused ({string.Join(", ", span.Decisions.Where(one => one.Gate is not null).Take(4).Select(one => $"{one.Count} by {one.Gate}"))})");
}
