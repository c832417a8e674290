namespace Titan.Engine.Venues.Binance;

/// <summary>What a frame of the streams is.</summary>
internal enum SpotFrameKind
{
    /// <summary>Readable, and of a kind nobody asked for.</summary>
    Other,
    AggregateTrade,
    BookTicker,
    Depth,

    /// <summary>The venue is about to end this connection.</summary>
    Shutdown,

    /// <summary>Answer to a request of ours, good or bad.</summary>
    Reply,
}

/// <summary>
/// The last frame that was read, reused for every frame. Only the fields of its <see cref="Kind"/> mean anything; prices and
/// quantities are in units of the pair.
/// </summary>
internal sealed class SpotFrame
{
    public SpotFrameKind Kind { get; set; }

    /// <summary>Slot of the pair, -1 when it is not one of ours.</summary>
    public int Slot { get; set; }

    /// <summary>Price and quantity of a print.</summary>
    public decimal Price { get; set; }

    public decimal Quantity { get; set; }

    /// <summary>Number of an aggregate trade, and the numbers of the first and last trade in it.</summary>
    public long TradeId { get; set; }

    public long FirstTrade { get; set; }

    public long LastTrade { get; set; }

    public long TradeMs { get; set; }

    /// <summary>The buyer waited in the book, so the seller was the aggressor.</summary>
    public bool BuyerIsMaker { get; set; }

    /// <summary>First (U) and last (u) update of a diff; a book ticker has only the last.</summary>
    public long FirstUpdate { get; set; }

    public long LastUpdate { get; set; }

    public SpotLevel BestBid { get; set; }

    public SpotLevel BestAsk { get; set; }

    public List<SpotLevel> Bids { get; } = [];

    public List<SpotLevel> Asks { get; } = [];

    /// <summary>Id of the request that a reply answers; "" when it names none.</summary>
    public string ReplyId { get; set; } = "";

    /// <summary>Null for a good reply; else code and text.</summary>
    public string? ReplyError { get; set; }

    public void Clear()
    {
        Kind = SpotFrameKind.Other;
        Slot = -1;
        Price = Quantity = 0m;
        TradeId = FirstTrade = LastTrade = TradeMs = FirstUpdate = LastUpdate = -1;
        BuyerIsMaker = false;
        BestBid = BestAsk = default;
        Bids.Clear();
        Asks.Clear();
        ReplyId = "";
        ReplyError = null;
    }
}
