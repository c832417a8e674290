namespace Titan.Engine.Model;

/// <summary>
/// A print on the venue that leads (Binance spot), told in the units of our own instrument: price in quote currency per contract unit and
/// quantity in contract units, so that a contract of 1000 coins carries 1000 times the spot price and a thousandth of the quantity.
/// <paramref name="Fills"/> counts the trades that the venue put into this one message, at least 1. Times are UTC.
/// </summary>
public readonly record struct SpotTrade(
    Instrument Instrument, decimal Price, decimal Quantity, Side TakerSide, int Fills, DateTimeOffset VenueTime, DateTimeOffset ReceivedAt);
