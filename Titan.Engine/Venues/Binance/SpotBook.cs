namespace Titan.Engine.Venues.Binance;

/// <summary>What an update or snapshot did to a local book.</summary>
internal enum SpotBookChange
{
    /// <summary>Kept until a snapshot comes.</summary>
    Buffered,
    Applied,

    /// <summary>Older than the book; nothing to do.</summary>
    Ignored,

    /// <summary>Updates are missing: everything is forgotten and a new snapshot is due.</summary>
    Gap,

    /// <summary>The snapshot is older than the first diff that was heard: ask again.</summary>
    TooOld,

    /// <summary>Bid at or above ask: the book cannot be trusted and starts again.</summary>
    Crossed,
}

/// <summary>
/// A local order book by the venue's algorithm (spec venues/binance-spot.md): diffs are buffered until a snapshot that lies inside or
/// behind them arrives, then each must follow the one before without a hole. Not thread-safe.
/// </summary>
internal sealed class SpotBook
{
    private const int MostBuffered = 4_000;

    private readonly List<DepthUpdate> _buffer = [];

    public SpotBookSide Bids { get; } = new(isBid: true);

    public SpotBookSide Asks { get; } = new(isBid: false);

    public bool Synced { get; private set; }

    /// <summary>Number of the last update inside the book.</summary>
    public long LastUpdate { get; private set; }

    public int Buffered => _buffer.Count;

    /// <summary>Forgets everything; the next diffs are buffered for a new snapshot.</summary>
    public void Restart()
    {
        Bids.Clear();
        Asks.Clear();
        _buffer.Clear();
        Synced = false;
        LastUpdate = 0;
    }

    public SpotBookChange Apply(long first, long last, List<SpotLevel> bids, List<SpotLevel> asks)
    {
        if (!Synced)
        {
            // A snapshot that never comes must not fill the memory; what it would bring is newer than what is dropped.
            if (_buffer.Count >= MostBuffered)
                _buffer.RemoveRange(0, MostBuffered / 2);
            _buffer.Add(new DepthUpdate(first, last, [.. bids], [.. asks]));
            return SpotBookChange.Buffered;
        }

        if (last <= LastUpdate)
            return SpotBookChange.Ignored;
        if (first > LastUpdate + 1)
        {
            Restart();
            _buffer.Add(new DepthUpdate(first, last, [.. bids], [.. asks]));
            return SpotBookChange.Gap;
        }

        Take(last, bids, asks);
        return Trusted(SpotBookChange.Applied);
    }

    public SpotBookChange Take(DepthSnapshot snapshot)
    {
        if (Synced)
            return SpotBookChange.Ignored;
        if (_buffer.Count > 0 && snapshot.LastUpdate < _buffer[0].First - 1)
            return SpotBookChange.TooOld;
        Bids.Clear();
        Asks.Clear();
        Take(snapshot.LastUpdate, snapshot.Bids, snapshot.Asks);
        foreach (var update in _buffer)
        {
            if (update.Last <= LastUpdate)
                continue;
            if (update.First > LastUpdate + 1)
            {
                Restart();
                return SpotBookChange.Gap;
            }

            Take(update.Last, update.Bids, update.Asks);
        }

        _buffer.Clear();
        Synced = true;
        return Trusted(SpotBookChange.Applied);
    }

    private void Take(long last, IReadOnlyList<SpotLevel> bids, IReadOnlyList<SpotLevel> asks)
    {
        for (var i = 0; i < bids.Count; i++)
            Bids.Set(bids[i]);
        for (var i = 0; i < asks.Count; i++)
            Asks.Set(asks[i]);
        LastUpdate = last;
    }

    private SpotBookChange Trusted(SpotBookChange change)
    {
        if (Bids.Count == 0 || Asks.Count == 0 || Bids[0].Price < Asks[0].Price)
            return change;
        Restart();
        return SpotBookChange.Crossed;
    }
}
