using Titan.Engine.Strategies.Scavenger.Spider;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>Open interest of the last 10 minutes, a sample every 10 s at most (spec titan-trading 2.4). Base currency, UTC ticks.</summary>
internal sealed class OpenInterestSamples
{
    private static readonly long Apart = TimeSpan.FromSeconds(10).Ticks;
    private static readonly long Kept = TimeSpan.FromMinutes(10).Ticks;
    private static readonly long Old = TimeSpan.FromMinutes(5).Ticks;
    private static readonly long Stale = TimeSpan.FromMinutes(2).Ticks;

    private readonly Ring<Sample> _samples = new(64, 128);
    private Sample _newest;

    public int Bytes => _samples.Capacity * 24;

    public void Add(long at, decimal openInterest)
    {
        if (openInterest <= 0 || at <= _newest.At)
        {
            return;
        }

        _newest = new Sample(at, openInterest);
        while (_samples.Count > 0 && at - _samples[0].At > Kept)
        {
            _samples.RemoveOldest();
        }

        if (_samples.Count == 0 || at - _samples.Newest.At >= Apart)
        {
            _samples.Add(_newest);
        }
    }

    /// <summary>Nothing was told for two minutes: whatever fell may have come back.</summary>
    public bool IsStale(long now) => _newest.At == 0 || now - _newest.At > Stale;

    /// <summary>Fall since the newest sample that is at least five minutes old, fraction; null without one, negative for a rise.</summary>
    public decimal? Drop(long now)
    {
        for (var index = _samples.Count - 1; index >= 0; index--)
        {
            if (now - _samples[index].At >= Old)
            {
                var before = _samples[index].OpenInterest;
                return (before - _newest.OpenInterest) / before;
            }
        }

        return null;
    }

    private readonly record struct Sample(long At, decimal OpenInterest);
}
