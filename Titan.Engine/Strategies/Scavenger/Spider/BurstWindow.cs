namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>
/// Trades of the last 100 ms of venue time: how many, and who took (spec titan-trading 2.5). A true sliding window: a trade leaves when
/// one arrives that is a whole window younger. Quantities in base currency, times in UTC ticks and never falling.
/// </summary>
internal sealed class BurstWindow(TimeSpan length)
{
    private readonly Ring<Entry> _entries = new(256, 65_536);
    private decimal _bought;
    private decimal _sold;

    /// <summary>Trades inside the window, or fills when those are counted.</summary>
    public int Trades { get; private set; }

    /// <summary>Taker buys less taker sells.</summary>
    public decimal MicroCvd => _bought - _sold;

    /// <summary>All that was traded.</summary>
    public decimal Volume => _bought + _sold;

    /// <summary>From the oldest to the newest trade inside.</summary>
    public TimeSpan Elapsed => _entries.Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(_entries.Newest.At - _entries[0].At);

    public int Bytes => _entries.Capacity * 32;

    /// <param name="at">Venue time in ticks, not before the newest.</param>
    /// <param name="signed">Quantity, positive when the taker bought.</param>
    /// <param name="weight">What it counts for: 1, or its fills.</param>
    public void Add(long at, decimal signed, int weight)
    {
        Expire(at);
        _entries.Add(new Entry(at, signed, weight));
        Trades += weight;
        if (signed > 0)
        {
            _bought += signed;
        }
        else
        {
            _sold -= signed;
        }
    }

    /// <summary>Lets go what is a whole window old.</summary>
    public void Expire(long at)
    {
        while (_entries.Count > 0 && at - _entries[0].At >= length.Ticks)
        {
            ref readonly var oldest = ref _entries[0];
            Trades -= oldest.Weight;
            if (oldest.Signed > 0)
            {
                _bought -= oldest.Signed;
            }
            else
            {
                _sold += oldest.Signed;
            }

            _entries.RemoveOldest();
        }
    }

    public void Clear()
    {
        _entries.Clear();
        (_bought, _sold, Trades) = (0m, 0m, 0);
    }

    private readonly record struct Entry(long At, decimal Signed, int Weight);
}
