namespace Titan.Engine.Model;

/// <summary>A print on the venue: price in ticks, size in lots, side of the taker, venue time UTC.</summary>
public readonly record struct Trade(
    Instrument Instrument, long PriceTicks, long SizeLots, Side TakerSide, DateTimeOffset VenueTime, DateTimeOffset ReceivedAt)
{
    public decimal Price => Instrument.PriceOf(PriceTicks);

    public decimal Size => Instrument.QuantityOf(SizeLots);
}
