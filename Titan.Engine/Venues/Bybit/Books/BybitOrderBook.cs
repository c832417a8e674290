using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>What applying a frame did to a book.</summary>
internal enum BookChange
{
    /// <summary>Applied: best bid and ask are good.</summary>
    Applied,

    /// <summary>Old or repeated update, or a delta while no snapshot is there: nothing changed.</summary>
    Ignored,

    /// <summary>An update is missing; the book is no longer synced.</summary>
    Gap,

    /// <summary>Best bid at or above best ask; the book is no longer synced.</summary>
    Crossed,

    /// <summary>A price beside the tick grid: our instrument is out of date; the book is no longer synced.</summary>
    OffGrid,

    /// <summary>Applied, but one side has no level: there is no quote.</summary>
    OneSided,
}

/// <summary>
/// The order book of one instrument in integer ticks and lots, built from snapshots and gapless deltas
/// (spec venues/bybit-v5.md 7.2: u is consecutive per topic, a snapshot or u = 1 replaces the book). One writer: the socket's loop.
/// </summary>
internal sealed class BybitOrderBook(Instrument instrument, int depth)
{
    public Instrument Instrument { get; } = instrument;

    public BookSide Bids { get; } = new(bids: true, depth);

    public BookSide Asks { get; } = new(bids: false, depth);

    /// <summary>Only a synced book may be quoted from.</summary>
    public bool Synced { get; private set; }

    public long UpdateId { get; private set; }

    public long Sequence { get; private set; }

    public void Lose()
    {
        Synced = false;
        Bids.Clear();
        Asks.Clear();
    }

    public BookChange Apply(BookFrame frame)
    {
        var replaces = frame.IsSnapshot || frame.UpdateId == 1;
        if (!replaces)
        {
            if (!Synced || frame.UpdateId <= UpdateId)
                return BookChange.Ignored;
            if (frame.UpdateId != UpdateId + 1)
                return Lost(BookChange.Gap);
        }

        if (frame.OffGrid)
            return Lost(BookChange.OffGrid);
        var bids = frame.Bids.AsSpan(0, frame.BidCount * 2);
        var asks = frame.Asks.AsSpan(0, frame.AskCount * 2);
        if (replaces)
        {
            Bids.Replace(bids);
            Asks.Replace(asks);
        }
        else
        {
            Bids.Apply(bids);
            Asks.Apply(asks);
        }

        UpdateId = frame.UpdateId;
        Sequence = frame.Sequence;
        Synced = true;
        if (Bids.Count == 0 || Asks.Count == 0)
            return BookChange.OneSided;
        return Bids.BestTicks >= Asks.BestTicks ? Lost(BookChange.Crossed) : BookChange.Applied;
    }

    /// <summary>Writes the best levels into a ladder.</summary>
    public void WriteTo(BookLadder ladder)
    {
        Span<long> bidTicks = stackalloc long[BookLadder.Levels], bidLots = stackalloc long[BookLadder.Levels];
        Span<long> askTicks = stackalloc long[BookLadder.Levels], askLots = stackalloc long[BookLadder.Levels];
        var (bids, asks) = (Bids.CopyBest(bidTicks, bidLots), Asks.CopyBest(askTicks, askLots));
        ladder.Set(bidTicks[..bids], bidLots[..bids], askTicks[..asks], askLots[..asks]);
    }

    public Quote Quote(long madeMs, DateTimeOffset receivedAt) =>
        new(Instrument, Bids.BestTicks, Bids.BestLots, Asks.BestTicks, Asks.BestLots, VenueTime.FromMs(madeMs), receivedAt);

    private BookChange Lost(BookChange why)
    {
        Lose();
        return why;
    }
}
