using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;

namespace Titan.Web.Pages;

/// <summary>Sockets, rates, loop, database, process and versions: where to look when the figures are late.</summary>
public sealed partial class MachineRoom
{
    [Inject]
    public required ProcessGauge Gauge { get; init; }

    [Inject]
    public required SnapshotFeed Viewers { get; init; }

    protected override SystemView Read(EngineSnapshot snapshot, DateTimeOffset now) => SystemView.From(snapshot, now, Gauge.Read(), Viewers.Listeners);
}
