using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Titan.Web.Cells;

/// <summary>Tells a circuit's outbox when its link breaks and when it is mended.</summary>
internal sealed class CircuitLink(CellOutbox outbox) : CircuitHandler
{
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        outbox.Down();
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        outbox.Up();
        return Task.CompletedTask;
    }
}
