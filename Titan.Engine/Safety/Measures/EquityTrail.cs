using Titan.Engine.Ledger;

namespace Titan.Engine.Safety.Measures;

/// <summary>
/// Equity every ten seconds over the last minutes, USDT. While nothing is open only a transfer can move equity, and a transfer is no crash:
/// it moves the whole trail with it.
/// </summary>
internal sealed class EquityTrail
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly PriceTrail _points = new(64);
    private DateTimeOffset _at = DateTimeOffset.MinValue;
    private decimal? _last;
    private bool _wasOpen;

    public void See(decimal equity, bool open, DateTimeOffset now)
    {
        if (!open && !_wasOpen && _last is { } before)
        {
            _points.Shift((double)(equity - before));
        }

        (_last, _wasOpen) = (equity, open);
        if (now - _at >= Every)
        {
            _at = now;
            _points.Add(now, (double)equity);
        }
    }

    public void Clear() => _points.Clear();

    public decimal? PeakWithin(TimeSpan window, DateTimeOffset now) => _points.HighestWithin(window, now) is { } peak ? (decimal)peak : null;
}
