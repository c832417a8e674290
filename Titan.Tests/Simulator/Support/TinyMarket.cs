using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Support;

/// <summary>Two instruments around fixed prices, ten steps a second, small trades on both sides; the same every time.</summary>
internal sealed class TinyMarket(DateTimeOffset start, int? steps = null) : IMarketSource
{
    private const int Levels = 20;
    private int _step;

    public IReadOnlyList<InstrumentSpec> Instruments { get; } = [Bitcoin, Ether];

    public static InstrumentSpec Bitcoin { get; } = new()
    {
        Symbol = "BTCUSDT",
        BaseCoin = "BTC",
        TickSize = 0.1m,
        QtyStep = 0.001m,
        MinQty = 0.001m,
        MaxLimitQty = 1190m,
        MaxMarketQty = 500m,
    };

    public static InstrumentSpec Ether { get; } = new()
    {
        Symbol = "ETHUSDT",
        BaseCoin = "ETH",
        TickSize = 0.01m,
        QtyStep = 0.01m,
        MinQty = 0.01m,
        MaxLimitQty = 9000m,
        MaxMarketQty = 3000m,
    };

    public DateTimeOffset Start => start;

    public IReadOnlyList<MarketBar> History(string symbol)
    {
        var price = symbol == "BTCUSDT" ? 20_000m : 1_500m;
        var last = start.ToUnixTimeMilliseconds() / 60_000 * 60_000;
        return [.. Enumerable.Range(0, 120).Select(i => new MarketBar(last - ((120 - i) * 60_000L), price, price + 5m, price - 5m, price, 3m, 3m * price))];
    }

    public MarketStep? Next()
    {
        if (_step >= steps) return null;
        var number = _step++;
        return new MarketStep(start.AddMilliseconds(100L * number), [Step("BTCUSDT", 20_000m, 0.1m, number), Step("ETHUSDT", 1_500m, 0.01m, number)]);
    }

    private static InstrumentStep Step(string symbol, decimal around, decimal tick, int number)
    {
        var middle = around + (tick * (number % 7));
        return new InstrumentStep(
            symbol,
            [.. Enumerable.Range(1, Levels).Select(i => new OutsideLevel(middle - (tick * i), 1m + (0.001m * ((i + number) % 5))))],
            [.. Enumerable.Range(1, Levels).Select(i => new OutsideLevel(middle + (tick * i), 1m + (0.001m * ((i * number) % 5))))],
            [new OutsideTrade(number % 2 == 0, 0.01m, false)],
            middle, middle, 0.0001m, 50_000m);
    }
}
