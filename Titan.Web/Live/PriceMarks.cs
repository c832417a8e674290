using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One thing that happened, at its place in a price chart.</summary>
/// <param name="At">Seconds since the epoch.</param>
/// <param name="Price">Where; null: on the line.</param>
/// <param name="Shape">up and down are entries, disc an exit, diamond a decision.</param>
/// <param name="Token">Name of its color.</param>
/// <param name="When">Time of day in the viewer's zone.</param>
/// <param name="Text">What happened.</param>
/// <param name="Address">Where its record is; null when nothing was recorded.</param>
public sealed record PriceMark(long At, double? Price, string Shape, string Token, string When, string Text, string? Address);

/// <summary>Entries, exits and decisions on one instrument, oldest first; never more than a chart can show.</summary>
public static class PriceMarks
{
    private const int Most = 200;

    /// <param name="symbol">Whose marks.</param>
    /// <param name="from">Older ones are left out.</param>
    /// <param name="snapshot">Newest picture: the open position and the newest decisions, which the database may not hold yet.</param>
    /// <param name="trades">Closed trades of the database.</param>
    /// <param name="decisions">Decisions of the database.</param>
    public static ValueList<PriceMark> Of(string symbol, DateTimeOffset from, EngineSnapshot snapshot, IEnumerable<ClosedTrade> trades, IEnumerable<Decision> decisions)
    {
        var seen = decisions.Select(one => (one.Sequence, one.At, one.Judged.Side, one.Judged.Approved, one.Judged.Gate))
            .Concat(snapshot.BrainView.Decisions.Where(one => one.Symbol == symbol).Select(one => (one.Sequence, one.At, one.Side, one.Approved, one.Gate)))
            .DistinctBy(one => one.Sequence);
        var marks = seen.Select(one => (one.At, Mark: Decided(one.Sequence, one.At, one.Side, one.Approved, one.Gate)))
            .Concat(trades.SelectMany(Traded))
            .Concat(snapshot.Positions.Where(view => view.Position.Instrument.Value == symbol).Select(view => (At: view.Position.OpenedAt, Mark: Opened(view))))
            .Where(one => one.At >= from)
            .OrderBy(one => one.At);
        return [.. marks.TakeLast(Most).Select(one => one.Mark)];
    }

    /// <summary>What tells that the marks of an instrument changed, without asking the database.</summary>
    public static string KeyOf(EngineSnapshot snapshot, string symbol)
    {
        var newest = snapshot.BrainView.Decisions.Where(one => one.Symbol == symbol).Select(one => one.Sequence).DefaultIfEmpty(0).Max();
        var held = snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == symbol)?.Position;
        return FormattableString.Invariant($"{newest} {held?.Id} {snapshot.Statistics.Closed}");
    }

    private static PriceMark Decided(long sequence, DateTimeOffset at, Side side, bool approved, string? gate)
    {
        var way = side == Side.Buy ? "LONG" : "SHORT";
        return Mark(
            at, null, "diamond", approved ? "--accent" : "--warn",
            approved ? T("{0} approved", way) : T("{0} denied: {1}", way, T(DecisionWords.GateOf(gate))),
            FormattableString.Invariant($"why?id={sequence}"));
    }

    private static IEnumerable<(DateTimeOffset At, PriceMark Mark)> Traded(ClosedTrade trade)
    {
        var why = WhyOf(trade.Correlation, trade.OpenedAt);
        yield return (trade.OpenedAt, Entered(trade.OpenedAt, trade.Long, trade.Quantity, trade.EntryPrice, TradeLine.Price(trade.EntryPrice), why));
        yield return (trade.ClosedAt, Mark(
            trade.ClosedAt, (double)trade.ExitPrice, "disc", trade.NetPnl >= 0 ? PriceLevels.LongToken : PriceLevels.ShortToken,
            T("{0} closed at {1}, net {2} USDT", trade.Long ? "LONG" : "SHORT", TradeLine.Price(trade.ExitPrice), Figures.SignedMoney(trade.NetPnl)), why));
    }

    private static PriceMark Opened(PositionView view)
    {
        var position = view.Position;
        return Entered(
            position.OpenedAt, position.IsLong, position.Quantity, position.EntryPrice, Figures.Mark(position.EntryPrice, view.PriceDecimals), WhyOf(position.Correlation, position.OpenedAt));
    }

    private static PriceMark Entered(DateTimeOffset at, bool isLong, decimal quantity, decimal price, string written, string? why) => Mark(
        at, (double)price, isLong ? "up" : "down", isLong ? PriceLevels.LongToken : PriceLevels.ShortToken,
        T("{0} {1} entered at {2}", isLong ? "LONG" : "SHORT", Figures.Exact(quantity, 0), written), why);

    private static PriceMark Mark(DateTimeOffset at, double? price, string shape, string token, string text, string? address) =>
        new(at.ToUnixTimeSeconds(), price, shape, token, Figures.Clock(at), text, address);

    /// <summary>Address of a trade's decision. What nobody here decided, an adopted position, has no record of why.</summary>
    public static string? WhyOf(CorrelationId correlation, DateTimeOffset opened) =>
        string.IsNullOrEmpty(correlation.Value) ? null : FormattableString.Invariant($"why?signal={Uri.EscapeDataString(correlation.Value)}&at={opened.ToUnixTimeMilliseconds()}");
}
