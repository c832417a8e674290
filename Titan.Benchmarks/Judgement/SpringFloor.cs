namespace Titan.Benchmarks.Judgement;

/// <summary>The least that knows a burst at a level: one price per symbol, a ring of times, two comparisons. Doubles and nothing remembered.</summary>
internal sealed class SpringFloor(int symbols)
{
    private const int Needed = 50;
    private const double Trigger = 100.0;
    private const double Tolerance = 0.001;
    private static readonly long Window = TimeSpan.FromMilliseconds(100).Ticks;

    private readonly long[] _times = new long[symbols * Needed];
    private readonly int[] _counts = new int[symbols];
    private readonly bool[] _fired = new bool[symbols];

    /// <param name="symbol">Index.</param>
    /// <param name="price">Spot price.</param>
    /// <param name="at">Venue time in ticks.</param>
    /// <returns>Whether the level sprang; once until the price left it.</returns>
    public bool Print(int symbol, double price, long at)
    {
        var place = (symbol * Needed) + (_counts[symbol]++ % Needed);
        var oldest = _times[place];
        _times[place] = at;
        if (Math.Abs(price - Trigger) / Trigger > Tolerance)
        {
            _fired[symbol] = false;
            return false;
        }

        if (_fired[symbol] || oldest == 0 || at - oldest >= Window)
        {
            return false;
        }

        return _fired[symbol] = true;
    }
}
