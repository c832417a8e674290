namespace Titan.Engine.Venues;

/// <summary>
/// Pauses between connection attempts, each longer than the one before by a factor up to 30 s, with up to a quarter of jitter, so that
/// a venue that comes back is not stormed: 0.25, 0.5, 1 … s unless told otherwise. Only a connection that lived starts the row anew.
/// </summary>
internal sealed class ReconnectBackoff(int seed, double firstSeconds = 0.25, double factor = 2)
{
    private const double LongestSeconds = 30;
    private static readonly TimeSpan Lived = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(seed);
    private double? _nextSeconds;

    public TimeSpan Next(TimeSpan lastLife)
    {
        var pause = lastLife >= Lived ? firstSeconds : _nextSeconds ?? firstSeconds;
        _nextSeconds = Math.Min(pause * factor, LongestSeconds);
        return TimeSpan.FromSeconds(pause * (1 + (0.25 * _random.NextDouble())));
    }
}
