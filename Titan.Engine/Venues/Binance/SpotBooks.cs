using Microsoft.Extensions.Logging;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Binance;

/// <summary>
/// The local books of all pairs: diffs go straight in, snapshots are fetched one after the other with pauses, because a snapshot is the
/// dearest thing this venue sells (50 of 6,000 a minute for 1,000 levels).
/// </summary>
internal sealed class SpotBooks(SpotPairs pairs, BinanceRest rest, int levels, TimeProvider wall, ILogger log)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AfterNoAnswer = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private SpotBook[] _books = [.. pairs.All.Select(static _ => new SpotBook())];
    private long _gaps;
    private int _synced;
    private int _turn;

    public int Count => Volatile.Read(ref _books).Length;

    public int Synced => Volatile.Read(ref _synced);

    public long Gaps => Volatile.Read(ref _gaps);

    /// <summary>Room for the book of a pair that joins next.</summary>
    public void Add()
    {
        lock (_gate)
            _books = [.. _books, new SpotBook()];
    }

    public void RestartAll()
    {
        lock (_gate)
        {
            Array.ForEach(_books, static book => book.Restart());
            Volatile.Write(ref _synced, 0);
        }
    }

    public void Apply(SpotFrame frame)
    {
        lock (_gate)
            Judge(frame.Slot, _books[frame.Slot].Apply(frame.FirstUpdate, frame.LastUpdate, frame.Bids, frame.Asks));
    }

    /// <summary>The book of a slot in contract units, best first; null while it is not in sync.</summary>
    public BookDepth? DepthOf(int slot, int most)
    {
        var pair = pairs[slot];
        lock (_gate)
        {
            var book = _books[slot];
            return book.Synced ? new BookDepth(Told(book.Bids, pair, most), Told(book.Asks, pair, most)) : null;
        }
    }

    /// <summary>Fetches snapshots for books that have heard a diff and have none, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var pause = Pace;
            if (rest.Pause.Until is null && NextUnsynced() is var slot and >= 0)
            {
                var snapshot = await rest.GetDepthAsync(pairs[slot].Symbol, levels, cancellationToken);
                if (snapshot is null)
                    pause = AfterNoAnswer;
                else
                    Take(slot, snapshot);
            }

            await Task.Delay(pause, wall, cancellationToken);
        }
    }

    private int NextUnsynced()
    {
        lock (_gate)
        {
            for (var i = 0; i < _books.Length; i++)
            {
                var slot = (_turn + i) % _books.Length;
                if (_books[slot] is { Synced: false, Buffered: > 0 })
                {
                    _turn = slot + 1;
                    return slot;
                }
            }
        }

        return -1;
    }

    private void Take(int slot, DepthSnapshot snapshot)
    {
        lock (_gate)
            Judge(slot, _books[slot].Take(snapshot));
    }

    private void Judge(int slot, SpotBookChange change)
    {
        if (change is SpotBookChange.Gap or SpotBookChange.Crossed)
        {
            Volatile.Write(ref _gaps, _gaps + 1);
            log.LogWarning("Binance book of {Symbol} starts again: {Change}", pairs[slot].Symbol, change);
        }

        if (change is not (SpotBookChange.Ignored or SpotBookChange.Buffered))
            Volatile.Write(ref _synced, _books.Count(static book => book.Synced));
    }

    private static BookLevel[] Told(SpotBookSide side, SpotPair pair, int most)
    {
        var levels = new BookLevel[Math.Min(most, side.Count)];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = new BookLevel(pair.ContractPrice(side[i].Price), pair.ContractQuantity(side[i].Quantity));
        return levels;
    }
}
