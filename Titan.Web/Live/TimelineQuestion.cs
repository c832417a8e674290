using Titan.Engine.Journal;
using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>Asks the database for what the timeline shows: event rows and closed trades of a bounded stretch, never more than a few hundred of either.</summary>
public static class TimelineQuestion
{
    private const int MostEvents = 500;
    private const int MostTrades = 200;

    public static async Task<DecisionTimeline> AskAsync(
        IArchive archive, IHistory history, EngineSnapshot snapshot, TimelineWindow window, Decision? chosen, string? symbol, Func<long, string> addressOf, CancellationToken cancellationToken)
    {
        var rows = await archive.SearchEventsAsync(new EventQuery(From: window.From, To: window.To, Limit: MostEvents, Types: DecisionTimeline.Types), cancellationToken);
        // A full answer is the newest part only: the strip begins where it begins.
        var read = rows.Count < MostEvents ? window : window.Since(rows[^1].At);
        var trades = await history.GetTradesAsync(new TradeQuery(read.From, read.To, symbol, Limit: MostTrades), cancellationToken);
        return DecisionTimeline.Of(read, rows, trades.Trades, snapshot.Positions.Select(view => view.Position), chosen, symbol, addressOf);
    }
}
