namespace Titan.Simulator.Binance;

/// <summary>What an address may ask of spot's REST: 6,000 weight a minute by the venue's own minute. Exceeding it is 429, going on is 418.</summary>
internal sealed class SpotWeights(bool enabled)
{
    public const int PerMinute = 6_000;
    private const int RefusalsBeforeBan = 20;
    private const long MinuteMs = 60_000;
    private const long BanMs = 120_000;
    private readonly Lock _gate = new();
    private long _minute;
    private int _used;
    private int _refused;
    private long _bannedUntilMs;

    /// <returns>The status (200, 429 or 418), weight used in this minute, and seconds to wait when refused.</returns>
    public (int Status, int Used, int RetryAfter) Take(int weight, long nowMs)
    {
        lock (_gate)
        {
            if (nowMs / MinuteMs != _minute) (_minute, _used, _refused) = (nowMs / MinuteMs, 0, 0);
            _used += weight;
            if (!enabled) return (200, _used, 0);
            if (nowMs < _bannedUntilMs) return (418, _used, Seconds(_bannedUntilMs - nowMs));
            if (_used <= PerMinute) return (200, _used, 0);
            if (++_refused < RefusalsBeforeBan) return (429, _used, Seconds(MinuteMs - (nowMs % MinuteMs)));
            _bannedUntilMs = nowMs + BanMs;
            return (418, _used, Seconds(BanMs));
        }
    }

    private static int Seconds(long ms) => (int)((ms + 999) / 1_000);
}
