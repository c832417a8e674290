namespace Titan.Engine.Venues;

/// <summary>A venue's milliseconds since 1970 as UTC; nonsense becomes the epoch, which every staleness rule sees as old.</summary>
internal static class VenueTime
{
    private const long LastMs = 253_402_300_799_999;

    public static DateTimeOffset FromMs(long ms) =>
        (ulong)ms <= LastMs ? new DateTimeOffset(DateTime.UnixEpoch.Ticks + (ms * TimeSpan.TicksPerMillisecond), TimeSpan.Zero) : DateTimeOffset.UnixEpoch;
}
