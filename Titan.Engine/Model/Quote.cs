namespace Titan.Engine.Model;

/// <summary>
/// Best bid and ask of one instrument in integer ticks and lots. Built by the venue's book, conflated to the newest on its way
/// to the engine. The default value has no instrument and must not be used.
/// </summary>
/// <param name="Instrument">Whose quote it is; gives ticks and lots their meaning.</param>
/// <param name="BidTicks">Best bid in ticks.</param>
/// <param name="BidLots">Size at the best bid in lots.</param>
/// <param name="AskTicks">Best ask in ticks.</param>
/// <param name="AskLots">Size at the best ask in lots.</param>
/// <param name="VenueTime">When the venue's engine made it, UTC.</param>
/// <param name="ReceivedAt">When we read it, UTC.</param>
public readonly record struct Quote(
    Instrument Instrument, long BidTicks, long BidLots, long AskTicks, long AskLots, DateTimeOffset VenueTime, DateTimeOffset ReceivedAt)
{
    public decimal Bid => Instrument.PriceOf(BidTicks);

    public decimal Ask => Instrument.PriceOf(AskTicks);

    public decimal BidSize => Instrument.QuantityOf(BidLots);

    public decimal AskSize => Instrument.QuantityOf(AskLots);

    /// <summary>Middle between bid and ask, quote currency.</summary>
    public decimal Mid => (Bid + Ask) / 2m;
}
