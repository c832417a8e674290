using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>What stands on top of the overview while the breaker is tripped; null while it is closed.</summary>
public sealed record BreakerBannerView(string When, string Type, string Sentence, string Triggers, string CountDown, string EndsAt, decimal Elapsed)
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
        var hours = whole is { } span ? Figures.Short(decimal.Round((decimal)span.TotalHours, 2)) + " hours" : "now";
        var stay = snapshot.Positions.Length switch { 0 => "No position is open.", 1 => "1 position stays open.", var n => $"{n} positions stay open." };
        return new BreakerBannerView(
            began is { } at ? Figures.Clock(at) : Figures.Unknown,
            breaker.Type.ToLowerInvariant(),
            $"{Spoken(breaker.Reason)} No new trades for {hours}. {stay}",
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
        var text = string.IsNullOrWhiteSpace(reason) ? "Circuit breaker tripped" : reason.Trim();
        return char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";
    }
}
