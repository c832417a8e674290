using System.Runtime.InteropServices;
using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// The last closed bars of one interval, oldest first and without holes. A short gap is filled with flat bars of no volume (the venue was
/// not heard, the price did not vanish); after a longer one the series begins anew, because levels across a hole are no levels.
/// </summary>
internal sealed class BarSeries(TimeSpan interval, int capacity, int fillable)
{
    private readonly List<Bar> _bars = new(capacity + 1);

    public ReadOnlySpan<Bar> Bars => CollectionsMarshal.AsSpan(_bars);

    public int Count => _bars.Count;

    public TimeSpan Interval => interval;

    public int Bytes => _bars.Capacity * 136;

    /// <returns>What was wrong with it, or null when it was taken as it is.</returns>
    public InputFault? Add(in Bar bar)
    {
        if (bar.High > Plausible.Price || bar.Volume > Plausible.Quantity || bar.Turnover > Plausible.Turnover
            || bar.Open <= 0 || bar.Close <= 0 || bar.Low <= 0 || bar.High < bar.Low || bar.High < bar.Close || bar.High < bar.Open || bar.Low > bar.Open || bar.Low > bar.Close || bar.Volume < 0 || bar.Turnover < 0)
        {
            return InputFault.BrokenBar;
        }

        InputFault? fault = null;
        if (_bars.Count > 0)
        {
            var missing = ((bar.OpenTime - _bars[^1].OpenTime).Ticks / interval.Ticks) - 1;
            if (missing < 0)
            {
                return InputFault.RepeatedBar;
            }

            if (missing > 0)
            {
                fault = InputFault.BarGap;
                Fill(missing);
            }
        }

        Keep(bar);
        return fault;
    }

    private void Fill(long missing)
    {
        if (missing > fillable)
        {
            _bars.Clear();
            return;
        }

        for (; missing > 0; missing--)
        {
            var last = _bars[^1];
            Keep(last with { OpenTime = last.OpenTime + interval, Open = last.Close, High = last.Close, Low = last.Close, Volume = 0m, Turnover = 0m });
        }
    }

    private void Keep(in Bar bar)
    {
        _bars.Add(bar);
        if (_bars.Count > capacity)
        {
            _bars.RemoveAt(0);
        }
    }
}
