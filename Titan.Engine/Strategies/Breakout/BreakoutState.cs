using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Breakout;

/// <summary>What the breakout remembers of one instrument: its channel, its true range, and whether the channel was spent.</summary>
internal sealed class BreakoutState(int channelBars, int atrBars)
{
    private readonly Queue<Bar> _bars = new();
    private decimal _lastClose;

    /// <summary>Highest high of the channel's closed bars.</summary>
    public decimal High { get; private set; }

    /// <summary>Lowest low of the channel's closed bars.</summary>
    public decimal Low { get; private set; }

    /// <summary>Smoothed true range in quote currency.</summary>
    public decimal AverageTrueRange { get; private set; }

    /// <summary>Enough bars were seen.</summary>
    public bool Ready => _bars.Count == channelBars;

    /// <summary>The price was inside the channel since the last signal; a signal needs to leave it anew.</summary>
    public bool WasInside { get; set; }

    public DateTimeOffset RestsUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Takes a closed bar; one that is not newer than the last is a repeat and changes nothing.</summary>
    public void Add(in Bar bar)
    {
        if (_bars.Count > 0 && bar.OpenTime <= _bars.Last().OpenTime)
        {
            return;
        }

        var range = _lastClose == 0
            ? bar.High - bar.Low
            : Math.Max(bar.High - bar.Low, Math.Max(Math.Abs(bar.High - _lastClose), Math.Abs(bar.Low - _lastClose)));
        AverageTrueRange = AverageTrueRange == 0 ? range : AverageTrueRange + ((range - AverageTrueRange) / atrBars);
        _lastClose = bar.Close;
        _bars.Enqueue(bar);
        if (_bars.Count > channelBars)
        {
            _bars.Dequeue();
        }

        High = _bars.Max(static one => one.High);
        Low = _bars.Min(static one => one.Low);
    }
}
