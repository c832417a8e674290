namespace Titan.Simulator.Market;

/// <summary>Everything that the outside market does at one venue time (100 ms apart in the generator).</summary>
public sealed record MarketStep(DateTimeOffset At, IReadOnlyList<InstrumentStep> Instruments);

/// <summary>
/// One instrument in one step. The exchange first lets <see cref="Trades"/> hit the book (outside liquidity and
/// our own resting orders by price and time), then moves the outside liquidity to <see cref="Bids"/> and <see cref="Asks"/>,
/// matching whatever of ours that crosses.
/// </summary>
/// <param name="Symbol">The venue's own spelling, BTCUSDT.</param>
/// <param name="Bids">Outside bids, best first.</param>
/// <param name="Asks">Outside asks, best first.</param>
/// <param name="Trades">Aggressive outside orders in time order.</param>
/// <param name="MarkPrice">Mark price in quote currency.</param>
/// <param name="IndexPrice">Index price in quote currency.</param>
/// <param name="FundingRate">Funding rate of the running interval, fraction (0.0001 = 1 bp).</param>
/// <param name="OpenInterest">Open interest in base currency.</param>
public sealed record InstrumentStep(
    string Symbol,
    IReadOnlyList<OutsideLevel> Bids,
    IReadOnlyList<OutsideLevel> Asks,
    IReadOnlyList<OutsideTrade> Trades,
    decimal MarkPrice,
    decimal IndexPrice,
    decimal FundingRate,
    decimal OpenInterest);

/// <summary>Liquidity of others at one price; size in base currency.</summary>
public readonly record struct OutsideLevel(decimal Price, decimal Size);

/// <summary>An aggressive order of others; size in base currency. <paramref name="Liquidation"/> marks a forced one.</summary>
public readonly record struct OutsideTrade(bool TakerBuys, decimal Size, bool Liquidation);
