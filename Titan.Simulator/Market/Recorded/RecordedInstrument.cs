namespace Titan.Simulator.Market.Recorded;

/// <summary>
/// What a recording's instrument is listed as: the venue's own filters for the nine, else plain ones; tick and quantity step are made
/// fine enough for every figure in the file, so that nothing recorded has to be rounded.
/// </summary>
internal sealed class RecordedInstrument(string symbol)
{
    // Sums of binary fractions carry noise far behind the point; no venue lists finer sizes than this.
    private const int FinestSize = 8;
    private static readonly string[] Quotes = ["USDT", "USDC", "BUSD", "USD_PERP", "-PERP", "USD", "BTC", "ETH"];
    private int _pricePlaces;
    private int _sizePlaces;

    public void SawPrice(decimal price) => _pricePlaces = Math.Max(_pricePlaces, Places(price));

    public void SawSize(decimal size) => _sizePlaces = Math.Min(FinestSize, Math.Max(_sizePlaces, Places(size)));

    public void Saw(RecordedBar bar)
    {
        SawPrice(bar.Open);
        SawPrice(bar.High);
        SawPrice(bar.Low);
        SawPrice(bar.Close);
        SawSize(bar.Volume);
    }

    public InstrumentSpec ToSpec()
    {
        var spec = ListedInstruments.Find(symbol) ?? Unlisted();
        var tick = Finer(spec.TickSize, _pricePlaces);
        var step = Finer(spec.QtyStep, _sizePlaces);
        return spec with { TickSize = tick, QtyStep = step, MinQty = Math.Max(step, spec.MinQty) };
    }

    private InstrumentSpec Unlisted()
    {
        var quote = Array.Find(Quotes, each => symbol.EndsWith(each, StringComparison.Ordinal)) ?? "";
        return new InstrumentSpec
        {
            Symbol = symbol,
            BaseCoin = symbol.Length > quote.Length ? symbol[..^quote.Length] : symbol,
            TickSize = 1m,
            QtyStep = 1m,
            MinQty = 0m,
            MaxLimitQty = 1_000_000m,
            MaxMarketQty = 200_000m,
            MaxLeverage = 25m,
            MaintenanceMarginRate = 0.02m,
        };
    }

    private static decimal Finer(decimal listed, int places)
    {
        var step = 1m;
        for (var i = 0; i < places; i++)
            step /= 10m;
        return Math.Min(listed, step);
    }

    private static int Places(decimal value)
    {
        // Dividing by a one with many zeros drops the zeros at the end.
        return (value / 1.000000000000000000000000000000m).Scale;
    }
}
