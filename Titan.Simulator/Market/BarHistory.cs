using System.Collections;

namespace Titan.Simulator.Market;

/// <summary>One-minute bars, packed as ticks and quantity steps (56 bytes each) and made into decimals when they are read.</summary>
internal sealed class BarHistory(FixedPoint tick, FixedPoint step, PackedBar[] bars) : IReadOnlyList<MarketBar>
{
    public int Count => bars.Length;

    public MarketBar this[int index]
    {
        get
        {
            var bar = bars[index];
            var volume = step.ToDecimal(bar.Volume);
            var open = tick.ToDecimal(bar.Open);
            var high = tick.ToDecimal(bar.High);
            var low = tick.ToDecimal(bar.Low);
            var close = tick.ToDecimal(bar.Close);
            // The tape behind the bar is not kept; its middle price stands for the average paid.
            var turnover = decimal.Round(volume * (open + high + low + close) / 4m, 4);
            return new MarketBar(bar.OpenTimeMs, open, high, low, close, volume, turnover);
        }
    }

    public IEnumerator<MarketBar> GetEnumerator()
    {
        for (var i = 0; i < bars.Length; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A bar in ticks and quantity steps.</summary>
internal readonly record struct PackedBar(long OpenTimeMs, long Open, long High, long Low, long Close, long Volume);
