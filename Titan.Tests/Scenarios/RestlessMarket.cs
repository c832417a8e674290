using Titan.Simulator.Market;

namespace Titan.Tests.Scenarios;

/// <summary>
/// A market that never rests: each price swings around its middle, a little further with every swing, so that every swing breaks the
/// channel on both sides and orders, fills, stops and targets are always on their way. Ten steps a second, the same every time.
/// </summary>
internal sealed class RestlessMarket(DateTimeOffset start) : IMarketSource
{
    private const int StepsPerSwing = 24;
    private const int Levels = 20;
    private const decimal LargestEntry = 400m;

    private static readonly (InstrumentSpec Spec, decimal Price)[] Listed =
    [
        (Spec("BTCUSDT", 0.1m, 0.001m, 90_000m), 90_000m),
        (Spec("ETHUSDT", 0.01m, 0.01m, 3_000m), 3_000m),
        (Spec("SOLUSDT", 0.01m, 0.1m, 140m), 140m),
        (Spec("XRPUSDT", 0.0001m, 0.1m, 2.2m), 2.2m),
        // Its largest market order is small, so that a position above it can be had within the depth of the book.
        (Spec("AVAXUSDT", 0.001m, 0.1m, 20m) with { MaxMarketQty = 4_000m }, 20m),
    ];

    private int _step;

    public IReadOnlyList<InstrumentSpec> Instruments { get; } = [.. Listed.Select(listed => listed.Spec)];

    public DateTimeOffset Start => start;

    /// <summary>Largest market order in a symbol, base currency.</summary>
    public static decimal LargestMarketOrder(string symbol) => Listed.First(listed => listed.Spec.Symbol == symbol).Spec.MaxMarketQty;

    public IReadOnlyList<MarketBar> History(string symbol)
    {
        var (spec, price) = Listed.First(listed => listed.Spec.Symbol == symbol);
        var last = start.ToUnixTimeMilliseconds() / 60_000 * 60_000;
        return
        [
            .. Enumerable.Range(0, 60).Select(i => new MarketBar(
                last - ((60 - i) * 60_000L), price, Ticks(price * 1.001m, spec), Ticks(price * 0.999m, spec), price, 100m, 100m * price)),
        ];
    }

    public MarketStep? Next()
    {
        var number = _step++;
        return new MarketStep(start.AddMilliseconds(100L * number), [.. Listed.Select((listed, i) => Step(listed.Spec, listed.Price, number + (i * 5)))]);
    }

    private static InstrumentStep Step(InstrumentSpec spec, decimal around, int number)
    {
        // A triangle from -1 to +1, wider with each swing.
        var phase = number % StepsPerSwing;
        var height = phase < StepsPerSwing / 2 ? (4m * phase / StepsPerSwing) - 1m : 3m - (4m * phase / StepsPerSwing);
        var reach = 0.002m + (0.00002m * (number / StepsPerSwing));
        var middle = Ticks(around * (1m + (height * reach)), spec);
        return new InstrumentStep(
            spec.Symbol,
            [.. Enumerable.Range(1, Levels).Select(i => new OutsideLevel(middle - (spec.TickSize * i), Lots(20_000m / around, spec)))],
            [.. Enumerable.Range(1, Levels).Select(i => new OutsideLevel(middle + (spec.TickSize * i), Lots(20_000m / around, spec)))],
            [new OutsideTrade(number % 2 == 0, Lots(500m / around, spec), false)],
            middle,
            middle,
            0.0001m,
            50_000m);
    }

    private static decimal Ticks(decimal price, InstrumentSpec spec) => decimal.Round(price / spec.TickSize) * spec.TickSize;

    private static decimal Lots(decimal quantity, InstrumentSpec spec) => Math.Max(1m, decimal.Round(quantity / spec.QtyStep)) * spec.QtyStep;

    private static InstrumentSpec Spec(string symbol, decimal tick, decimal step, decimal price) => new()
    {
        Symbol = symbol,
        BaseCoin = symbol[..^4],
        TickSize = tick,
        QtyStep = step,
        MinQty = step,
        // Small entries: nearly every trade here loses, and a run must not end because the account did.
        MaxLimitQty = Math.Max(1m, decimal.Round(LargestEntry / price / step)) * step,
        MaxMarketQty = step * 500_000m,
    };
}
