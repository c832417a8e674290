namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>
/// Spot over perpetual, an exponential mean of 5 minutes of venue time. Levels come from the perpetual's bars and are matched on spot
/// prices: a basis wider than the tolerance would put every trap out of reach (spec titan-trading 2.5).
/// </summary>
internal sealed class BasisAverage
{
    private const double Minutes5 = 300.0;
    private long _at;

    /// <summary>1 until both prices were seen.</summary>
    public decimal Ratio { get; private set; } = 1m;

    public bool Known { get; private set; }

    public void Add(long at, decimal spot, decimal perpetual)
    {
        if (spot <= 0 || perpetual <= 0)
        {
            return;
        }

        var now = spot / perpetual;
        if (!Known)
        {
            (Ratio, _at, Known) = (now, at, true);
            return;
        }

        var seconds = (double)Math.Max(0, at - _at) / TimeSpan.TicksPerSecond;
        Ratio += (decimal)(1.0 - Math.Exp(-seconds / Minutes5)) * (now - Ratio);
        _at = Math.Max(at, _at);
    }
}
