namespace Titan.Web.Access;

/// <summary>
/// The machine's own time. The <see cref="TimeProvider"/> of the host is the market's clock, which a recording runs at any speed; sessions,
/// lock-outs, rates and sockets belong to people and to this machine.
/// </summary>
public sealed record WallClock(TimeProvider Time)
{
    public static WallClock System { get; } = new(TimeProvider.System);
}
