using Titan.Engine.Model;
using Titan.Engine.Strategies;

namespace Titan.Benchmarks.Orders;

/// <summary>The benchmark's strategy, the same for all contestants: a better bid than the last one seen is bought at the ask.</summary>
internal sealed class BetterBidStrategy : IStrategy
{
    private readonly Dictionary<InstrumentId, long> _bids = [];

    public string Name => "better-bid";

    public TimeSpan BarInterval => TimeSpan.FromMinutes(1);

    public int WarmupBars => 0;

    public void OnBar(in Bar bar, StrategyContext context)
    {
    }

    public void OnTrade(in Trade trade, StrategyContext context)
    {
    }

    public void OnQuote(in Quote quote, StrategyContext context)
    {
        var better = _bids.TryGetValue(quote.Instrument.Id, out var before) && quote.BidTicks > before;
        _bids[quote.Instrument.Id] = quote.BidTicks;
        if (!better)
        {
            return;
        }

        var ask = quote.Ask;
        context.Propose(new Intent
        {
            Strategy = Name,
            Instrument = quote.Instrument,
            Side = Side.Buy,
            ReferencePrice = quote.Mid,
            LimitPrice = ask,
            StopLoss = quote.Instrument.FloorPrice(ask * 0.99m),
            TakeProfit = quote.Instrument.CeilingPrice(ask * 1.02m),
            RiskFraction = 0.001m,
            Leverage = 10m,
            Confidence = 50,
            Why = "better bid",
            ExpiresAt = context.Now.AddSeconds(1),
        });
    }

    public IReadOnlyList<KeyValuePair<string, string>> Describe() => [];
}
