using Titan.Engine.Configuration;
using Titan.Engine.Model;

namespace Titan.Engine.Risk;

/// <summary>
/// How much an intent may buy: the least of what the stop allows to lose, of the margin share, of the total leverage left and of the
/// venue's largest order; floored to the lot, never rounded up (spec titan-trading 2.8).
/// </summary>
public static class PositionSizer
{
    /// <returns>Quantity in base currency; 0 when nothing is left.</returns>
    public static decimal Size(in Intent intent, RiskConfig risk, decimal equity, decimal availableMargin, Exposure exposure)
    {
        var price = intent.LimitPrice;
        var stopDistance = Math.Abs(price - intent.StopLoss);
        if (equity <= 0 || price <= 0 || stopDistance == 0)
        {
            return 0m;
        }

        var leverage = Math.Min(Math.Min(intent.Leverage, risk.MaxLeverage), intent.Instrument.MaxLeverage);
        var riskFraction = Math.Min(intent.RiskFraction, risk.MaxRiskPerTrade);
        var budget = equity * riskFraction;
        var byMargin = equity * risk.MaxPositionSizePercent * leverage;
        // A little of the free margin stays for fees and for the price moving while the order travels.
        var byFreeMargin = Math.Max(0m, availableMargin) * 0.95m * leverage;
        var byTotal = Math.Max(0m, (equity * risk.MaxTotalLeverage) - exposure.GrossNotional);
        var notional = Math.Min(byMargin, Math.Min(byFreeMargin, byTotal));

        // The lesser of budget / stopDistance and notional / price, found without dividing both: division is the dear one in decimal.
        var least = budget * price <= notional * stopDistance ? budget / stopDistance : notional / price;
        // An entry is a limit order, and its close may have to go at market in one piece.
        return intent.Instrument.FloorQuantity(Math.Min(least, Math.Min(intent.Instrument.MaxLimitQuantity, intent.Instrument.MaxMarketQuantity)));
    }
}
