namespace Titan.Simulator.Market.Recorded;

/// <summary>One-minute bars out of prints in time order; a minute without prints leaves no bar.</summary>
internal sealed class MinuteBarBuilder
{
    private readonly List<MarketBar> _bars = [];

    public IReadOnlyList<MarketBar> Bars => _bars;

    public void Add(long timeMs, decimal price, decimal size)
    {
        var minute = timeMs - (timeMs % 60_000);
        if (_bars.Count == 0 || _bars[^1].OpenTimeMs != minute)
        {
            _bars.Add(new MarketBar(minute, price, price, price, price, size, price * size));
            return;
        }

        var bar = _bars[^1];
        _bars[^1] = bar with
        {
            High = Math.Max(bar.High, price),
            Low = Math.Min(bar.Low, price),
            Close = price,
            Volume = bar.Volume + size,
            Turnover = bar.Turnover + (price * size),
        };
    }
}
