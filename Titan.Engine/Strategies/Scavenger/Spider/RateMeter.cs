namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>Events per second of the last half minute, by event time.</summary>
internal sealed class RateMeter
{
    private const int Seconds = 32;

    private readonly int[] _counts = new int[Seconds];
    private long _second = -1;

    public void Add(long at)
    {
        MoveTo(at / TimeSpan.TicksPerSecond);
        _counts[_second % Seconds]++;
    }

    /// <summary>Mean of the last whole seconds before a time.</summary>
    public double PerSecond(long now, int seconds = 5)
    {
        var counts = Series(now, seconds);
        return counts.Sum() / (double)seconds;
    }

    /// <summary>Counts of the last whole seconds before a time, oldest first.</summary>
    public int[] Series(long now, int seconds = 30)
    {
        var last = (now / TimeSpan.TicksPerSecond) - 1;
        var counts = new int[seconds];
        for (var index = 0; index < seconds; index++)
        {
            var second = last - seconds + 1 + index;
            counts[index] = second >= 0 && second <= _second && _second - second < Seconds ? _counts[second % Seconds] : 0;
        }

        return counts;
    }

    private void MoveTo(long second)
    {
        if (second <= _second)
        {
            return;
        }

        for (var empty = Math.Max(_second + 1, second - Seconds + 1); empty <= second; empty++)
        {
            _counts[empty % Seconds] = 0;
        }

        _second = second;
    }
}
