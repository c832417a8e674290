namespace Titan.Engine.Venues.Binance;

/// <summary>
/// The newest numbers of one pair's prints: each print is let through once, also when two connections tell it while one replaces the
/// other, and the numbers that never came are counted. The venue numbers without holes. Memory never grows.
/// </summary>
internal sealed class SeenTrades
{
    private const int Window = 1_024;

    private readonly long[] _seen = new long[Window];
    private long _last = -1;

    public SeenTrades() => Forget();

    /// <summary>Numbers that were skipped and have not come since.</summary>
    public long Missed { get; private set; }

    /// <summary>Begins anew: what a connection that stood alone missed while it was down is not known here. The count stays.</summary>
    public void Forget()
    {
        Array.Fill(_seen, -1);
        _last = -1;
    }

    /// <summary>False when this print was let through before, or is too old to tell.</summary>
    public bool IsNew(long id)
    {
        ref var place = ref _seen[id & (Window - 1)];
        if (place == id || (_last >= 0 && id <= _last - Window))
            return false;
        if (_last < 0 || id > _last)
        {
            Missed += _last < 0 ? 0 : id - _last - 1;
            _last = id;
        }
        else if (Missed > 0)
        {
            // It was skipped before and comes late: the other connection was quicker.
            Missed--;
        }

        place = id;
        return true;
    }
}
