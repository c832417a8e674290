using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Simulator;
using Titan.Simulator.Market;
using Titan.Tests.Support;
using Titan.Web.Cli;
using Titan.Web.Rehearsal;

namespace Titan.Tests.Scenarios;

/// <summary>
/// One rehearsal of engine and exchange on one stepped clock, and the books compared at its end. Says what was decided and what was filled, free of
/// ids that differ between ledgers.
/// </summary>
internal sealed record LockStepRun(LedgerTie Tie, RehearsalReport Report, IReadOnlyList<string> Lines, IReadOnlyList<string> Decisions, IReadOnlyList<string> Fills, IReadOnlyList<ClosedTrade> Trades, decimal RealizedPnl)
{
    public RehearsalCourse Course => Report.Course;

    public static async Task<LockStepRun> MakeAsync(
        IMarketSource market, TimeSpan span, IReadOnlyDictionary<string, string?>? settings, decimal balance, CancellationToken cancellationToken, bool leader = false, double? speed = null, bool exact = false, TimeSpan? opening = null)
    {
        using var folder = new TempFolder();
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Titan:Binance:Enabled"] = leader ? "true" : "false", ["Titan:Binance:StaleSeconds"] = "600" });
        configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        var venue = await EmbeddedVenue.SteppedAsync(new SimulatorOptions { InitialBalance = balance }, market, speed, "test", cancellationToken, recorded: exact);
        venue.Introduce(configuration);
        await using var rehearsal = await MarketRehearsal.OpenAsync(configuration, venue, folder.Path, static _ => { }, cancellationToken);

        var course = await rehearsal.PlayAsync(span, null, cancellationToken, opening);

        await rehearsal.StopEngineAsync();
        var database = Path.Combine(folder.Path, "titan_execution.db");
        var tie = LedgerTie.Compare(database, await LedgerTie.AskVenueAsync(rehearsal.VenueUrl, cancellationToken));
        var lines = new List<string>();
        return Read(database, tie, new RehearsalReport(course, LedgerDigest.Read(database, lines.Add)), lines);
    }

    private static LockStepRun Read(string database, LedgerTie tie, RehearsalReport report, IReadOnlyList<string> lines)
    {
        var state = new EngineState();
        var decisions = new List<string>();
        var fills = new List<string>();
        using var connection = new SqliteConnection(JournalDatabase.ConnectionString(database, readOnly: true));
        connection.Open();
        foreach (var (entry, _) in JournalReader.Read(connection, 0, JournalChain.Genesis))
        {
            state.Apply(entry);
            switch (entry.Fact)
            {
                case IntentJudged intent:
                    decisions.Add(string.Create(CultureInfo.InvariantCulture, $"{intent.Strategy} {intent.Instrument} {intent.Side} {intent.Quantity} at {intent.EntryPrice} stop {intent.StopLoss} target {intent.TakeProfit}: {(intent.Approved ? "approved" : intent.Denial)}"));
                    break;
                case FillBooked fill:
                    fills.Add(string.Create(CultureInfo.InvariantCulture, $"{fill.Instrument} {fill.Side} {fill.Quantity} at {fill.Price} fee {fill.Fee} {fill.CloseReason}"));
                    break;
            }
        }

        return new LockStepRun(tie, report, lines, decisions, fills, [.. state.ClosedTrades], state.Equity.RealizedPnl);
    }
}
