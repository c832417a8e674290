using System.Globalization;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>A confirmed strike to an intent: order type by velocity, prices by the book, margin by Kelly. Pure.</summary>
internal static class IntentMaker
{
    private static readonly TimeSpan WorthFor = TimeSpan.FromSeconds(2);

    /// <returns>The intent, or null when Kelly sees no edge.</returns>
    public static Intent? Make(in BiteSight sight, decimal equity, DateTimeOffset now)
    {
        var (trap, symbol, options) = (sight.Trap, sight.Symbol, sight.Options);
        var velocity = EntryPricing.Velocity(symbol, sight.Now);
        var scale = VelocityScale.Of(options, symbol.Hours.Bars);
        var order = OrderChoice.Of(velocity, options, scale);
        var limit = EntryPricing.Limit(order, trap.Direction, symbol, options.AggressiveMarkup);
        var kelly = TrapSizing.Kelly(trap.Confidence, trap.StopFraction, Math.Abs(trap.TakeProfit - trap.TriggerPrice) / trap.TriggerPrice);
        if (kelly <= 0 || limit <= 0)
        {
            return null;
        }

        return new Intent
        {
            Strategy = ScavengerStrategy.StrategyName,
            Instrument = trap.Instrument,
            Side = trap.Direction,
            ReferencePrice = EntryPricing.Touch(trap.Direction, symbol),
            LimitPrice = limit,
            // Towards the entry for the stop: the loss is never larger than meant; the target towards it too, so that it is reached.
            StopLoss = Towards(trap, trap.StopLoss),
            TakeProfit = Away(trap, trap.TakeProfit),
            RiskFraction = sight.Limits.MaxRiskPerTrade,
            Leverage = Math.Min(trap.Leverage, sight.Limits.MaxLeverage),
            Confidence = trap.Confidence,
            Why = Why(sight, velocity, order),
            ExpiresAt = now + WorthFor,
            Order = order,
            Momentum = Momentum.OfVelocity(velocity, options.ExtremeVelocity * scale),
            Margin = TrapSizing.Margin(equity, kelly, sight.Limits.MaxPositionSizePercent),
            OrderTimeoutMs = options.OrderTimeoutMs,
            TrapType = trap.Type.Word(),
            SignalId = sight.Strike.Id.Value,
            Ghost = options.GhostMode,
        };
    }

    private static string Why(in BiteSight sight, decimal velocity, EntryOrder order) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sight.Trap.Type.Word()} at {sight.Trap.Instrument.FloorPrice(sight.Trap.TriggerPrice):0.########}: {sight.Strike.Trades} trades in {sight.Strike.Elapsed.TotalMilliseconds:0} ms, CVD {sight.Strike.Imbalance * 100m:+0;-0} %, {velocity * 100m:0.###} %/s, {order}");

    private static decimal Towards(Trap trap, decimal price) =>
        trap.Direction == Side.Buy ? trap.Instrument.CeilingPrice(price) : trap.Instrument.FloorPrice(price);

    private static decimal Away(Trap trap, decimal price) =>
        trap.Direction == Side.Buy ? trap.Instrument.FloorPrice(price) : trap.Instrument.CeilingPrice(price);
}
