using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>What stands around the price when a decision fell: the entry it asked for with stop and target as lines, its fills and its end as marks.</summary>
/// <param name="Seen">Middle of bid and ask as the gates saw them; null in rows that do not say.</param>
public sealed record DecisionMoment(long Sequence, string Symbol, DateTimeOffset At, string Clock, bool Approved, double? Seen, ValueList<PriceLevel> Levels, ValueList<PriceMark> Marks)
{
    public static DecisionMoment Of(DecisionTrail trail)
    {
        var (decision, judged) = (trail.Decision, trail.Decision.Judged);
        return new DecisionMoment(decision.Sequence, judged.Instrument.Value, decision.At, ViewerZone.Clock(decision.At), judged.Approved, SeenBy(judged), [.. LevelsOf(judged)], [.. MarksOf(trail)]);
    }

    private static double? SeenBy(IntentJudged judged) => judged.Inputs is { Bid: { } bid, Ask: { } ask } ? (double)((bid + ask) / 2m) : null;

    // Not held: they are what was wanted, and dashed as wires are.
    private static IEnumerable<PriceLevel> LevelsOf(IntentJudged judged)
    {
        static PriceLevel Line(string label, decimal price, string token) => new(label, (double)price, Figures.Exact(price, 0), token, false, null);
        if (judged.EntryPrice > 0)
        {
            yield return Line(judged.Side == Side.Buy ? T("entry LONG") : T("entry SHORT"), judged.EntryPrice, "--warn");
        }

        if (judged.StopLoss is { } stop)
        {
            yield return Line(T("stop"), stop, PriceLevels.ShortToken);
        }

        if (judged.TakeProfit is { } target)
        {
            yield return Line(T("target"), target, PriceLevels.LongToken);
        }
    }

    private static IEnumerable<PriceMark> MarksOf(DecisionTrail trail)
    {
        foreach (var fill in trail.Executions)
        {
            var bought = fill.Side.Equals("Buy", StringComparison.OrdinalIgnoreCase);
            yield return new PriceMark(
                fill.At.ToUnixTimeSeconds(), (double)fill.Price, bought ? "up" : "down", bought ? PriceLevels.LongToken : PriceLevels.ShortToken, ViewerZone.Clock(fill.At),
                $"{T("Fill")} {fill.Side.ToUpperInvariant()} {Figures.Exact(fill.Quantity, 0)} @ {Figures.Exact(fill.Price, 0)}", null);
        }

        if (trail.Trade is { } trade)
        {
            yield return new PriceMark(
                trade.ClosedAt.ToUnixTimeSeconds(), (double)trade.ExitPrice, "disc", trade.NetPnl >= 0 ? PriceLevels.LongToken : PriceLevels.ShortToken, ViewerZone.Clock(trade.ClosedAt),
                T("{0} closed at {1}, net {2} USDT", trade.Long ? "LONG" : "SHORT", TradeLine.Price(trade.ExitPrice), Figures.SignedMoney(trade.NetPnl)), null);
        }
    }
}
