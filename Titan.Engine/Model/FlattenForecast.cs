namespace Titan.Engine.Model;

/// <summary>
/// What FLATTEN ALL would do and cost right now: worst case at the venue's current depth, taker fee included. Beyond the depth that was
/// told, and where no book was told, a price 0.50 % through the mark is assumed. USDT. The act itself closes what the venue holds then,
/// whatever stands here.
/// </summary>
public sealed record FlattenForecast(DateTimeOffset At, IReadOnlyList<FlattenForecastLeg> Legs, int EntryOrders, int ProtectiveOrders)
{
    public decimal WorstCost => Legs.Sum(leg => leg.Slippage + leg.Fee);
}

/// <summary>One position of the forecast.</summary>
/// <param name="Symbol">Instrument.</param>
/// <param name="SignedQuantity">What is held, base currency.</param>
/// <param name="Mark">Mark price; null when unknown.</param>
/// <param name="ExpectedPrice">Mean price at the current depth; null when no book was told.</param>
/// <param name="Slippage">Cost against the mark, positive is worse.</param>
/// <param name="Fee">Taker fee.</param>
/// <param name="DepthShort">The book that was told is thinner than the position.</param>
public sealed record FlattenForecastLeg(string Symbol, decimal SignedQuantity, decimal? Mark, decimal? ExpectedPrice, decimal Slippage, decimal Fee, bool DepthShort);
