using Titan.Simulator.Market;

namespace Titan.Tests.Venues.Bybit;

/// <summary>A market that stands still but keeps talking: every 100 ms the same prices, with sizes that breathe.</summary>
internal sealed class StillMarket : IMarketSource
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _step;

    public IReadOnlyList<InstrumentSpec> Instruments { get; } = [Spec("BTCUSDT", "BTC", 0.1m, 0.001m), Spec("ETHUSDT", "ETH", 0.01m, 0.01m)];

    public DateTimeOffset Start => First;

    public IReadOnlyList<MarketBar> History(string symbol) =>
        [.. Enumerable.Range(1, 1_500).Select(static minute => new MarketBar(
            First.AddMinutes(minute - 1_501).ToUnixTimeMilliseconds(), 49_000m + minute, 49_002m + minute, 48_999m + minute, 49_001m + minute, 10m, 490_000m))];

    public MarketStep Next()
    {
        _step++;
        return new MarketStep(First.AddMilliseconds(100L * _step), [Book("BTCUSDT", 50_000m, 0.1m), Book("ETHUSDT", 2_500m, 0.01m)]);
    }

    private InstrumentStep Book(string symbol, decimal bid, decimal tick)
    {
        var breath = 5m + (_step % 7);
        return new InstrumentStep(
            symbol,
            [.. Enumerable.Range(0, 20).Select(level => new OutsideLevel(bid - (level * tick), breath + level))],
            [.. Enumerable.Range(1, 20).Select(level => new OutsideLevel(bid + (level * tick), breath + level))],
            [new OutsideTrade(_step % 2 == 0, 0.01m, false)], bid, bid, 0.0001m, 1_000m);
    }

    private static InstrumentSpec Spec(string symbol, string coin, decimal tick, decimal step) => new()
    {
        Symbol = symbol,
        BaseCoin = coin,
        TickSize = tick,
        QtyStep = step,
        MinQty = step,
        MaxLimitQty = 1_000m,
        MaxMarketQty = 500m,
        MinNotional = 5m,
        MaxLeverage = 100m,
        FundingIntervalMinutes = 480,
        MakerFee = 0.0002m,
        TakerFee = 0.00055m,
        MaintenanceMarginRate = 0.005m,
    };
}
