using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>Prices of the last hours as the engine keeps them, ending where the anchor's figures stand; a test lets them go on.</summary>
internal sealed class StagedPrices
{
    private readonly Surroundings _sights = new();
    private readonly Dictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);

    private StagedPrices()
    {
    }

    public PriceTape Tape { get; } = new();

    public static StagedPrices Of(DateTimeOffset at)
    {
        var staged = new StagedPrices();
        (string Symbol, decimal Price, decimal Tick)[] all = [("BTCUSDT", 91_512.4m, 0.1m), ("BNBUSDT", 918.40m, 0.01m), ("SOLUSDT", 138.97m, 0.01m)];
        foreach (var (symbol, price, tick) in all)
        {
            var instrument = new Instrument { Id = new InstrumentId(symbol), Index = staged._instruments.Count, BaseCoin = symbol[..3], TickSize = tick, QuantityStep = 0.001m, MinQuantity = 0.001m, MaxLimitQuantity = 100m, MaxMarketQuantity = 10m };
            staged._instruments[symbol] = instrument;
            staged.Tape.Learn(Bars(instrument, at, price, TimeSpan.FromHours(1), 30));
            staged.Tape.Learn(Bars(instrument, at, price, TimeSpan.FromMinutes(1), 105));
        }

        staged._sights.Fill([.. staged._instruments.Values]);
        return staged;
    }

    /// <summary>A quote arrives and is seen.</summary>
    public void Tell(string symbol, decimal bid, DateTimeOffset at)
    {
        var instrument = _instruments[symbol];
        _sights.Of(instrument).See(new Quote(instrument, instrument.ToTicks(bid), 5, instrument.ToTicks(bid) + 2, 5, at, at));
        Tape.See(_sights, at);
    }

    // A slow wave that ends at the price.
    private static IEnumerable<Bar> Bars(Instrument instrument, DateTimeOffset at, decimal price, TimeSpan interval, int count)
    {
        var end = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % interval.Ticks), TimeSpan.Zero);
        return Enumerable.Range(0, count).Select(index =>
        {
            var left = count - 1 - index;
            var close = Math.Round(price * (1m + (0.004m * (decimal)Math.Sin(left / 9d))), 4);
            return new Bar(instrument, interval, end - (interval * (left + 1)), close, close, close, close, 1m, close, true);
        });
    }
}
