using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Pages;

/// <summary>Sockets, rates, loop, database, process and versions: where to look when the figures are late.</summary>
public sealed partial class MachineRoom
{
    private SharedRead<SystemView>? _shared;

    [Inject]
    public required ProcessGauge Gauge { get; init; }

    [Inject]
    public required SnapshotFeed Viewers { get; init; }

    protected override SharedRead<SystemView> Shared => _shared ??= SharedBy(Gauge, Viewers);

    private static SharedRead<SystemView> SharedBy(ProcessGauge gauge, SnapshotFeed viewers) => new(null, (snapshot, now) => SystemView.From(snapshot, now, gauge.Read(), viewers.Listeners));
}
