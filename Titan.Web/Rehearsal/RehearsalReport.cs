using Titan.Engine.Journal;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Web.Rehearsal;

/// <summary>What is told after a rehearsal: the course, what the ledger holds, and each trap type from tripwire to closed trade.</summary>
public sealed record RehearsalReport(RehearsalCourse Course, LedgerDigest Ledger)
{
    /// <summary>Net of all closed trades, USDT: after fees and funding.</summary>
    public decimal NetPnl => Ledger.Trades.Sum(static trade => trade.NetPnl);

    /// <summary>Every trap type that is installed; empty without the trap strategy.</summary>
    public IReadOnlyList<TrapTypeOutcome> Traps { get; } =
        [.. (Course.Traps?.Types ?? []).Where(static type => type.Enabled).Select(type => TrapTypeOutcome.Of(type, Ledger.Trades))];

    /// <summary>Trades that no trap set off, by strategy.</summary>
    public IReadOnlyList<(string Strategy, int Trades, int Wins, decimal NetPnl)> Others { get; } =
        [.. Ledger.Trades.Where(static trade => trade.TrapType is null).GroupBy(static trade => trade.Strategy, StringComparer.Ordinal)
            .Select(static group => (group.Key, group.Count(), group.Count(static trade => trade.NetPnl > 0), group.Sum(static trade => trade.NetPnl)))];
}

/// <summary>One trap type over a whole rehearsal; how trades ended is counted from the ledger.</summary>
public sealed record TrapTypeOutcome(TrapTypeView Counts, int Trades, int Wins, int ToTarget, int ToStop, decimal NetPnl)
{
    public static TrapTypeOutcome Of(TrapTypeView counts, IReadOnlyList<ClosedTrade> trades)
    {
        ClosedTrade[] mine = [.. trades.Where(trade => trade.TrapType == counts.Type.Word())];
        return new TrapTypeOutcome(
            counts, mine.Length, mine.Count(static trade => trade.NetPnl > 0), mine.Count(static trade => trade.Reason == CloseReason.TakeProfit),
            mine.Count(static trade => trade.Reason == CloseReason.StopLoss), mine.Sum(static trade => trade.NetPnl));
    }
}
