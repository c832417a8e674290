using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Guard;
using Titan.Web.Live;

namespace Titan.Web.Pages;

/// <summary>The first page: how bad, how much room, what is open, is it covered, what is firing.</summary>
public sealed partial class Overview
{
    /// <summary>Time range of the equity curve: 1h, 4h, 24h, 7d or 30d.</summary>
    [SupplyParameterFromQuery]
    public string? Range { get; set; }

    [Inject]
    public required Acknowledgements Seen { get; init; }

    [Inject]
    public required GuardSight Guard { get; init; }

    protected override OverviewView Read(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var (seen, guard) = (Seen.Known, Guard.Look());
        return Feed.Shared.Of(snapshot, now, (seen, guard), () => OverviewView.From(snapshot, now, seen, guard));
    }
}
