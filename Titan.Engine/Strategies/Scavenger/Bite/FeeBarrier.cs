using System.Globalization;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>
/// The target must be worth a multiple of what entering and leaving cost: 2 × (fees + spread), 3 × when the spread is above 0.1 %, 1.5 × in
/// extreme volatility (spec titan-trading 2.6 step 3). Asked at PREPARE and again with the live price at CONFIRM.
/// </summary>
internal sealed class FeeBarrier : IFakeOutFilter
{
    private const decimal WideSpread = 0.001m;
    private const decimal WhenWide = 3m;
    private const decimal WhenExtreme = 1.5m;

    public string Reason => "FEE_BARRIER";

    public string? Refuse(in BiteSight sight)
    {
        var symbol = sight.Symbol;
        var entry = EntryPricing.Touch(sight.Trap.Direction, symbol);
        if (entry <= 0)
        {
            return "no price of the perpetual";
        }

        var gain = Math.Abs(sight.Trap.TakeProfit - entry) / entry;
        var cost = Barrier(symbol.Instrument.TakerFee, symbol.SpreadFraction, sight.Limits.FeeBarrierMultiplier, sight.ExtremeVolatility);
        return gain >= cost ? null : string.Create(CultureInfo.InvariantCulture, $"target {gain * 100m:0.###} % away, costs ask for {cost * 100m:0.###} %");
    }

    /// <summary>Smallest distance of a target, fraction.</summary>
    public static decimal Barrier(decimal takerFee, decimal spread, decimal multiplier, bool extremeVolatility)
    {
        var times = extremeVolatility ? Math.Min(WhenExtreme, multiplier) : spread > WideSpread ? Math.Max(WhenWide, multiplier) : multiplier;
        return times * (takerFee + takerFee + spread);
    }
}
