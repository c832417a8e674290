namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>
/// One order book frame in ticks and lots, filled by the scanner or the reader and reused for every frame of a socket.
/// Levels lie as pairs (ticks, lots) in the order of the frame; zero lots deletes a level.
/// </summary>
internal sealed class BookFrame
{
    /// <summary>More levels per side than any topic of the venue has; a frame beyond it is garbage.</summary>
    public const int MostLevels = 2_000;

    /// <summary>Slot of the instrument, -1 when the symbol is not ours.</summary>
    public int Slot { get; set; } = -1;

    public bool IsSnapshot { get; set; }

    /// <summary>u: consecutive per topic; 1 means that the venue restarted the book.</summary>
    public long UpdateId { get; set; }

    public long Sequence { get; set; }

    /// <summary>ts, ms: when the venue sent the frame.</summary>
    public long SentMs { get; set; }

    /// <summary>cts, ms: when the venue's engine made the change; falls back to ts.</summary>
    public long MadeMs { get; set; }

    public long[] Bids { get; private set; } = new long[256];

    public long[] Asks { get; private set; } = new long[256];

    public int BidCount { get; set; }

    public int AskCount { get; set; }

    /// <summary>A price lay beside the tick grid: our instrument is out of date and the book must not be trusted.</summary>
    public bool OffGrid { get; set; }

    public void Clear()
    {
        Slot = -1;
        IsSnapshot = false;
        UpdateId = Sequence = SentMs = MadeMs = 0;
        BidCount = AskCount = 0;
        OffGrid = false;
    }

    public bool AddLevel(bool bids, long ticks, long lots)
    {
        var count = bids ? BidCount : AskCount;
        if (count >= MostLevels)
            return false;
        var levels = bids ? Bids : Asks;
        if (count * 2 == levels.Length)
            levels = Grow(bids);
        levels[count * 2] = ticks;
        levels[(count * 2) + 1] = lots;
        if (bids)
            BidCount = count + 1;
        else
            AskCount = count + 1;
        return true;
    }

    /// <summary>Doubles one side's room, up to the bound.</summary>
    public long[] Grow(bool bids)
    {
        var levels = bids ? Bids : Asks;
        Array.Resize(ref levels, Math.Min(levels.Length * 2, MostLevels * 2));
        if (bids)
            Bids = levels;
        else
            Asks = levels;
        return levels;
    }
}
