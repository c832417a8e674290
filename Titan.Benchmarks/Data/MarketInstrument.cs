using System.Globalization;
using Titan.Engine.Model;

namespace Titan.Benchmarks.Data;

/// <summary>One made-up perpetual of the benchmark market: the same symbol, steps and price in every file and for every contestant.</summary>
internal sealed record MarketInstrument(int Index, string Symbol, int PriceDecimals, int QuantityDecimals, long StartTicks)
{
    private static readonly string[] Known =
        ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "ADAUSDT", "DOGEUSDT", "XRPUSDT", "AVAXUSDT", "DOTUSDT", "LTCUSDT"];

    private static readonly (int Price, int Quantity, long Start)[] Shapes = [(1, 3, 600_000), (2, 2, 300_000), (4, 1, 5_000), (3, 0, 45_000)];

    public string TickSize => Step(PriceDecimals);

    public string QuantityStep => Step(QuantityDecimals);

    public static IReadOnlyList<MarketInstrument> Make(int count) =>
    [
        .. Enumerable.Range(0, count).Select(static index =>
        {
            var shape = Shapes[index % Shapes.Length];
            var symbol = index < Known.Length ? Known[index] : string.Create(CultureInfo.InvariantCulture, $"C{index:000}USDT");
            return new MarketInstrument(index, symbol, shape.Price, shape.Quantity, shape.Start + (index * 7));
        }),
    ];

    public Instrument ToInstrument() => new()
    {
        Id = new InstrumentId(Symbol),
        Index = Index,
        BaseCoin = Symbol[..^4],
        TickSize = decimal.Parse(TickSize, CultureInfo.InvariantCulture),
        QuantityStep = decimal.Parse(QuantityStep, CultureInfo.InvariantCulture),
        MinQuantity = decimal.Parse(QuantityStep, CultureInfo.InvariantCulture),
        MaxLimitQuantity = 1_000_000m,
        MaxMarketQuantity = 1_000_000m,
        MinNotional = 5m,
        MaxLeverage = 100m,
    };

    private static string Step(int decimals) => decimals == 0 ? "1" : "0." + new string('0', decimals - 1) + "1";
}
