namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// Venue time from our clock and a measured offset. Signed timestamps are biased late, because the venue takes late requests and
/// refuses those one second early (spec venues/bybit-v5.md 2.2).
/// </summary>
internal sealed class BybitClock(TimeProvider clock)
{
    /// <summary>How far behind the measured venue time we stamp, ms.</summary>
    public const long BiasMs = 200;

    // NaN until measured; doubles are read and written whole.
    private double _offsetMs = double.NaN;

    public bool IsKnown => !double.IsNaN(Volatile.Read(ref _offsetMs));

    /// <summary>Venue minus ours, ms; 0 until known.</summary>
    public double OffsetMs => Volatile.Read(ref _offsetMs) is var offset && double.IsNaN(offset) ? 0 : offset;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Venue time as well as we know it, ms.</summary>
    public long VenueMs => clock.GetUtcNow().ToUnixTimeMilliseconds() + (long)Math.Round(OffsetMs);

    /// <summary>Timestamp for a signed request, ms.</summary>
    public long StampMs => VenueMs - (IsKnown ? BiasMs : 0);

    /// <summary>Takes one measurement: our times around the request and the venue's answer.</summary>
    public void Measured(DateTimeOffset before, DateTimeOffset after, double venueMs) =>
        Volatile.Write(ref _offsetMs, venueMs - ((before.ToUnixTimeMilliseconds() + after.ToUnixTimeMilliseconds()) / 2.0));
}
