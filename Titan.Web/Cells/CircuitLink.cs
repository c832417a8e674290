using Microsoft.AspNetCore.Components.Server.Circuits;
using Titan.Web.Live;

namespace Titan.Web.Cells;

/// <summary>Tells what a circuit sends by when its link breaks and when it is mended.</summary>
internal sealed class CircuitLink(CircuitPulse pulse, CellWire wire) : CircuitHandler
{
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pulse.Down();
        wire.Down();
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pulse.Up();
        wire.Up();
        return Task.CompletedTask;
    }
}
