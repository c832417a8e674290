using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Guard;
using Titan.Web.Live;

namespace Titan.Web.Pages;

/// <summary>The first page: how bad, how much room, what is open, is it covered, what is firing.</summary>
public sealed partial class Overview
{
    private SharedRead<OverviewView>? _shared;

    /// <summary>Time range of the equity curve: 1h, 4h, 24h, 7d or 30d.</summary>
    [SupplyParameterFromQuery]
    public string? Range { get; set; }

    [Inject]
    public required Acknowledgements Seen { get; init; }

    [Inject]
    public required GuardSight Guard { get; init; }

    protected override SharedRead<OverviewView> Shared => _shared ??= SharedBy(Seen, Guard);

    private static SharedRead<OverviewView> SharedBy(Acknowledgements seen, GuardSight guard) => new(null, (snapshot, now) => OverviewView.From(snapshot, now, seen.Known, guard.Look()));
}
