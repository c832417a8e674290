namespace Titan.Engine.Model;

/// <summary>
/// Best bid and ask on the venue that leads (Binance spot), in the units of our own instrument as <see cref="SpotTrade"/> is. The venue
/// puts no time into it, so it is stamped when it was read. The default value has no instrument and must not be used.
/// </summary>
public readonly record struct SpotQuote(Instrument Instrument, decimal Bid, decimal BidSize, decimal Ask, decimal AskSize, DateTimeOffset ReceivedAt)
{
    /// <summary>Middle between bid and ask, quote currency per contract unit.</summary>
    public decimal Mid => (Bid + Ask) / 2m;
}
