using Titan.Engine.Model;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>Market events made by hand.</summary>
internal static class Events
{
    public static Quote Quote(Instrument instrument, decimal bid, decimal ask, DateTimeOffset at) =>
        new(instrument, instrument.ToTicks(bid), 1_000, instrument.ToTicks(ask), 1_000, at, at);

    public static Ticker Ticker(Instrument instrument, decimal price, DateTimeOffset at, decimal turnover = 50_000_000m, decimal interest = 10_000m, decimal funding = 0.0001m) =>
        new(instrument, price, price, price, funding, null, interest, turnover, at, at);

    public static Trade Trade(Instrument instrument, decimal price, DateTimeOffset at) => new(instrument, instrument.ToTicks(price), 10, Side.Buy, at, at);

    public static SpotTrade Spot(Instrument instrument, decimal price, DateTimeOffset at, Side side = Side.Buy, decimal quantity = 1m, int fills = 1) =>
        new(instrument, price, quantity, side, fills, at, at);
}
