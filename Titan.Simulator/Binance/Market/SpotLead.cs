using Titan.Simulator.Market;

namespace Titan.Simulator.Binance.Market;

/// <summary>
/// How far spot runs ahead of the contracts: 150 to 400 ms, wandering slowly, the same for all pairs of a step. Drawn from the seed, so
/// the same seed leads by the same milliseconds.
/// </summary>
internal sealed class SpotLead(int seed)
{
    public const int LeastMs = 150;
    public const int MostMs = 400;
    private const double Wander = 4.0;
    private SeededRandom _random = new(seed, stream: 690);
    private double _ms = 250;
    private long _lastDueMs = long.MinValue;

    /// <summary>When spot shows what the contracts show at this time; never before what was shown last.</summary>
    public DateTimeOffset DueOf(DateTimeOffset at)
    {
        _ms = Math.Clamp(_ms + ((270 - _ms) * 0.01) + (_random.NextNormal() * Wander), LeastMs, MostMs);
        _lastDueMs = Math.Max(at.ToUnixTimeMilliseconds() - (long)_ms, _lastDueMs + 1);
        return DateTimeOffset.FromUnixTimeMilliseconds(_lastDueMs);
    }
}
