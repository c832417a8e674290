using Microsoft.AspNetCore.Components.Routing;

namespace Titan.Web.Layout;

/// <summary>One page in the rail.</summary>
internal sealed record NavigationEntry(string Path, string Name, string Icon, NavLinkMatch Match);

/// <summary>The pages that exist, in the order of the rail. A page adds its line here when it comes.</summary>
internal static class NavigationEntries
{
    public static IReadOnlyList<NavigationEntry> All { get; } =
    [
        new("", "Overview", "overview", NavLinkMatch.All),
        new("phase-1", "Phase 1", "phase-1", NavLinkMatch.Prefix),
        new("positions", "Positions", "positions", NavLinkMatch.Prefix),
        new("why", "Why", "why", NavLinkMatch.Prefix),
        new("alerts", "Alerts", "bell", NavLinkMatch.Prefix),
        new("settings", "Settings", "settings", NavLinkMatch.Prefix),
        new("system", "System", "system", NavLinkMatch.Prefix),
    ];
}
