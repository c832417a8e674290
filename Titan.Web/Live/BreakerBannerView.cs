using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>What stands on top of the overview while the breaker is tripped; null while it is closed.</summary>
public sealed record BreakerBannerView(string When, string Type, string Sentence, string Triggers, [property: Cell] string CountDown, string EndsAt, [property: Cell] decimal Elapsed)
{
    /// <summary>Zone of the times.</summary>
    public string Zone { get; init; } = "UTC";

    public static BreakerBannerView? From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Breaker is not { Active: true } breaker)
        {
            return null;
        }

        var ends = breaker.CooldownEndsAt;
        var began = breaker.TriggeredAt;
        var whole = ends - began;
        var left = ends - now;
        var hours = whole is { } span ? Figures.Short(decimal.Round((decimal)span.TotalHours, 2)) + T(" hours") : T("now");
        var stay = snapshot.Positions.Length switch { 0 => T("No position is open."), 1 => T("1 position stays open."), var n => T("{0} positions stay open.", n) };
        return new BreakerBannerView(
            began is { } at ? Figures.Clock(at) : Figures.Unknown,
            breaker.Type.ToLowerInvariant(),
            T("{0} No new trades for {1}. {2}", Spoken(breaker.Reason), hours, stay),
            string.Join(", ", breaker.Triggers),
            left is { } rest ? Figures.Count(rest) : Figures.Unknown,
            ends is { } end ? Figures.Clock(end) : Figures.Unknown,
            whole is { TotalSeconds: > 0 } all && left is { } remaining ? decimal.Round(100m - (decimal)(Math.Max(0, remaining / all) * 100d), 1) : 0m)
        {
            Zone = ViewerZone.Label(now),
        };
    }

    private static string Spoken(string? reason)
    {
        var text = string.IsNullOrWhiteSpace(reason) ? T("Circuit breaker tripped") : Said(reason.Trim());
        return char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";
    }
}
