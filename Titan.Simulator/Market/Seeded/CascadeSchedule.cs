namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// When forced closing strikes and whom: three in five cascades hit one altcoin alone, the others the whole market, led by BTC.
/// Mostly longs are closed. None comes in the four days before the start; the first after it lies in the window of the options and hits
/// one altcoin, so that the other eight keep trading.
/// </summary>
internal sealed class CascadeSchedule
{
    // The past is calmer than the demonstration: otherwise its bars would show nothing but cascades.
    private const double PastFactor = 6;
    private const long CalmBeforeStartMs = DaysBefore.Hours * 3_600_000L;
    private readonly SeededMarketOptions _options;
    private SeededRandom _random;
    private long _nextMs;
    private bool _first;

    public CascadeSchedule(SeededMarketOptions options, SeededRandom random, long startMs)
    {
        _options = options;
        _random = random;
        _nextMs = startMs + (long)(Gap() * PastFactor);
    }

    /// <summary>Fixes the first cascade after the start.</summary>
    public void BeginLive()
    {
        _first = true;
        _nextMs = (long)_random.NextIn(_options.FirstCascadeAfter.TotalMilliseconds, _options.FirstCascadeBefore.TotalMilliseconds);
    }

    public void Run(long nowMs, PricePath[] paths, double volatility)
    {
        if (nowMs < _nextMs)
            return;
        _nextMs = nowMs + (long)(Gap() * (nowMs < 0 ? PastFactor : 1.0));
        if (nowMs is > -CalmBeforeStartMs and < 0)
            return;
        var direction = _random.Chance(0.75) ? -1 : 1;
        var alone = _random.Chance(0.6) || _first;
        _first = false;
        if (alone)
            StrikeOne(nowMs, paths[1 + _random.NextBelow(paths.Length - 1)], direction, volatility);
        else
            StrikeAll(nowMs, paths, direction, volatility);
    }

    private void StrikeOne(long nowMs, PricePath path, int direction, double volatility)
    {
        path.Script.PlanCascade(0, direction, _random.NextIn(0.033, 0.048) * volatility, _random.NextIn(0.22, 0.32));
        path.Interrupt(nowMs);
    }

    private void StrikeAll(long nowMs, PricePath[] paths, int direction, double volatility)
    {
        var size = _random.NextIn(0.014, 0.022) * volatility;
        var delayMs = 0;
        foreach (var path in paths)
        {
            var own = size * path.Profile.Beta * _random.NextIn(0.8, 1.1);
            path.Script.PlanCascade(delayMs, direction, own, _random.NextIn(0.12, 0.26));
            path.Interrupt(nowMs);
            delayMs = 300 + _random.NextBelow(2_500);
        }
    }

    private long Gap() => (long)(_options.CascadeEvery.TotalMilliseconds * _random.NextIn(0.67, 1.33));
}
