using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>Folds closed bars of a short interval into a longer one, aligned to UTC. A bar with a hole in it is not made.</summary>
internal sealed class BarFolder(TimeSpan interval)
{
    private Bar _open;
    private TimeSpan _covered;

    /// <returns>The finished long bar when this was its last part.</returns>
    public Bar? Fold(in Bar part)
    {
        var start = new DateTimeOffset(part.OpenTime.UtcTicks - (part.OpenTime.UtcTicks % interval.Ticks), TimeSpan.Zero);
        if (_covered == TimeSpan.Zero || _open.OpenTime != start)
        {
            _open = part with { OpenTime = start, Interval = interval };
            _covered = TimeSpan.Zero;
        }
        else
        {
            _open = _open with
            {
                High = Math.Max(_open.High, part.High),
                Low = Math.Min(_open.Low, part.Low),
                Close = part.Close,
                Volume = _open.Volume + part.Volume,
                Turnover = _open.Turnover + part.Turnover,
            };
        }

        _covered += part.Interval;
        return _covered == interval ? _open : null;
    }
}
