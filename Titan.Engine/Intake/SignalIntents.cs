using System.Globalization;
using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Bite;

namespace Titan.Engine.Intake;

/// <summary>
/// A prepared signal to an intent, by the rules of the traps (spec titan-trading 2.7, 2.8, 4.1): order type by velocity, margin by a quarter of Kelly,
/// and a worst price that never leaves the entry zone. Pure.
/// </summary>
internal static class SignalIntents
{
    public const string OutOfZone = "PRICE_OUT_OF_ZONE";
    public const string NoEdge = "NO_EDGE";

    // A market entry pays at most 50 bps past the touch, whatever the zone allows (2.7).
    private const decimal MarketBound = 0.005m;
    private static readonly TimeSpan WorthFor = TimeSpan.FromSeconds(2);

    /// <returns>The intent, or why there is none: code and sentence.</returns>
    public static (Intent Intent, string? Refusal, string? Detail) Make(Signal signal, SignalTerms terms, InstrumentSight sight, TitanConfig config, EquityBook equity, DateTimeOffset now)
    {
        var (instrument, zone, buys) = (sight.Instrument, terms.Zone, terms.Side == Side.Buy);
        var edge = buys ? instrument.FloorPrice(zone.Max) : instrument.CeilingPrice(zone.Min);
        // Without a quote the gates refuse by the book's age; a price only has to be there for them to look at.
        var touch = !sight.HasQuote ? edge : buys ? sight.Quote.Ask : sight.Quote.Bid;
        if (!zone.Holds(touch))
        {
            return (default, OutOfZone, string.Create(CultureInfo.InvariantCulture, $"{(buys ? "ask" : "bid")} {touch} is outside {zone.Min} to {zone.Max}"));
        }

        var order = OrderChoice.Of(terms.Velocity, config.Strategies.Scavenger);
        var limit = Limit(order, touch, edge, instrument, terms.Side, config.Strategies.Scavenger.AggressiveMarkup);
        var kelly = TrapSizing.Kelly(terms.Confidence, Math.Abs(limit - terms.StopLoss) / limit, Math.Abs(terms.TakeProfit - limit) / limit);
        if (kelly <= 0)
        {
            return (default, NoEdge, string.Create(CultureInfo.InvariantCulture, $"Kelly is {kelly:0.####} at confidence {terms.Confidence}, not above zero"));
        }

        var intent = new Intent
        {
            Strategy = signal.Strategy,
            Instrument = instrument,
            Side = terms.Side,
            ReferencePrice = touch,
            LimitPrice = limit,
            // Towards the entry, both: the loss is never larger than meant, the target is reached.
            StopLoss = buys ? instrument.CeilingPrice(terms.StopLoss) : instrument.FloorPrice(terms.StopLoss),
            TakeProfit = buys ? instrument.FloorPrice(terms.TakeProfit) : instrument.CeilingPrice(terms.TakeProfit),
            RiskFraction = config.Risk.MaxRiskPerTrade,
            Leverage = terms.Leverage,
            Confidence = terms.Confidence,
            Why = string.Create(CultureInfo.InvariantCulture, $"signal of {signal.Source}: {terms.TrapType ?? "entry"}, {terms.Velocity * 100m:0.###} %/s, {order}"),
            ExpiresAt = now + WorthFor,
            Order = order,
            Momentum = terms.Momentum ?? Momentum.OfVelocity(terms.Velocity, config.Strategies.Scavenger.ExtremeVelocity),
            Margin = equity.Known ? TrapSizing.Margin(equity.Equity, kelly, config.Risk.MaxPositionSizePercent) : null,
            TrapType = terms.TrapType,
            SignalId = signal.Id,
        };
        return (intent, null, null);
    }

    private static decimal Limit(EntryOrder order, decimal touch, decimal edge, Instrument instrument, Side side, decimal markup)
    {
        var past = order switch { EntryOrder.Market => MarketBound, EntryOrder.AggressiveLimit => markup, _ => 0m };
        var price = touch * (1m + (side.Sign() * past));
        return side == Side.Buy ? Math.Min(instrument.CeilingPrice(price), edge) : Math.Max(instrument.FloorPrice(price), edge);
    }
}
