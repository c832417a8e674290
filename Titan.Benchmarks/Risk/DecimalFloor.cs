namespace Titan.Benchmarks.Risk;

/// <summary>Eleven plain checks in decimal with a dictionary of fifty positions: what one writes before thinking of gates as objects.</summary>
internal sealed class DecimalFloor
{
    private readonly Dictionary<string, decimal> _positions = Enumerable.Range(0, 50).ToDictionary(static index => $"C{index:000}USDT", static index => index + 0.5m);
    private readonly HashSet<string> _allowed = [.. Enumerable.Range(0, 9).Select(static index => $"C{index + 100:000}USDT")];
    private decimal _equity = 100_000m;
    private decimal _gross = 25_000m;

    /// <returns>Number of the check that refused, 0 when all passed.</returns>
    public int Judge(string symbol, decimal bid, decimal ask, decimal stop, decimal target, decimal risk, long ageMs)
    {
        var spread = (ask - bid) / ((ask + bid) / 2m) * 100m;
        var quantity = decimal.Floor(_equity * risk / (ask - stop) / 0.001m) * 0.001m;
        if (!_allowed.Contains(symbol))
        {
            return 1;
        }

        if (ageMs > 1_000)
        {
            return 2;
        }

        if (spread is <= 0 or > 0.1m)
        {
            return 3;
        }

        if (_positions.ContainsKey(symbol))
        {
            return 4;
        }

        if (_positions.Count >= 60)
        {
            return 5;
        }

        if (stop >= ask || target <= ask)
        {
            return 6;
        }

        if (quantity < 0.001m)
        {
            return 7;
        }

        if (quantity * ask < 5m)
        {
            return 8;
        }

        if ((_gross + (quantity * ask)) / _equity > 50m)
        {
            return 9;
        }

        if (quantity * (ask - stop) > _equity * 0.02m)
        {
            return 10;
        }

        return _equity - (quantity * (ask - stop)) < 100_000m * 0.93m ? 11 : 0;
    }

    /// <summary>Moves the figures, so that nothing is constant.</summary>
    public void Mark(decimal equity, decimal gross) => (_equity, _gross) = (equity, gross);
}
