using System.Globalization;
using Microsoft.Data.Sqlite;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Simulator;
using Titan.Simulator.Market;
using Titan.Simulator.Time;
using Titan.Tests.Support;
using Titan.Web.Cli;

namespace Titan.Tests.Scenarios;

/// <summary>
/// One run of engine and exchange on one stepped clock: armed at the start, driven for a span of market time, flattened, and the books
/// compared. Says what was decided and what was filled, free of ids that differ between ledgers.
/// </summary>
internal sealed record LockStepRun(LedgerTie Tie, IReadOnlyList<string> Decisions, IReadOnlyList<string> Fills, long Steps, int Trades, decimal RealizedPnl, bool ToTheEnd, int Arms)
{
    private static readonly Author Operator = new("tester", "Operator", "test");

    private static readonly TimeSpan Opening = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<LockStepRun> MakeAsync(
        IMarketSource market, TimeSpan span, IReadOnlyDictionary<string, string?>? settings, decimal balance, CancellationToken cancellationToken, bool leader = false)
    {
        using var folder = new TempFolder();
        var clock = new SteppedClock(market.Start);
        var options = new SimulatorOptions { Market = market, Clock = clock, Stepped = true, RateLimits = false, InitialBalance = balance };
        await using var venue = await SimulatorHost.StartAsync(options, cancellationToken);
        long steps;
        bool ended;
        int arms;
        settings = leader ? WithLeader(settings, venue) : settings;
        await using (var engine = await LiveEngine.StartAsync(venue.RestUrl, venue.StreamUrl, folder.Path, clock, settings, cancellationToken))
        {
            var pace = new LockStep(venue, clock, engine.Titan, engine.Venue, engine.Spot);
            // Sockets open in machine time; market time passes meanwhile only as fast as the machine does.
            while (!engine.Engine.Snapshot.EntryBlocks.SequenceEqual(["MasterArmOff"]) && clock.GetUtcNow() < market.Start + Opening)
            {
                await TitanProcess.PauseAsync(20, cancellationToken);
                await pace.PassAsync(TimeSpan.FromMilliseconds(250), cancellationToken);
            }

            // Armed at the same market time in every run, however long the opening took.
            await pace.RunAsync(() => clock.GetUtcNow() >= market.Start + Opening && engine.Engine.Snapshot.EntryBlocks.SequenceEqual(["MasterArmOff"]), cancellationToken);
            var armed = await engine.Engine.SendAsync(new ArmCommand(Operator, null, engine.Engine.NewCorrelation("arm")), cancellationToken);
            Assert.Equal(CommandStatus.Done, armed.Status);
            var end = clock.GetUtcNow() + span;
            var asked = clock.GetUtcNow();
            arms = 1;

            // A breaker that trips, or a flash crash that kills, must not make the rest of a long recording a run of nothing: after a while the
            // operator resets or releases it by its own door, with a reason, and arms again.
            while (!(ended = await pace.RunAsync(() => clock.GetUtcNow() >= end || MayArm(), cancellationToken)) && clock.GetUtcNow() < end)
            {
                asked = clock.GetUtcNow();
                await LiftAsync(engine.Engine, cancellationToken);
                var again = await engine.Engine.SendAsync(new ArmCommand(Operator, null, engine.Engine.NewCorrelation("arm")), cancellationToken);
                arms += again.Status == CommandStatus.Done ? 1 : 0;
            }

            steps = pace.Steps;

            bool MayArm() => engine.Engine.Snapshot.Arm.State != ArmState.Armed && clock.GetUtcNow() - asked >= Patience;

            var flat = engine.Engine.SendAsync(new FlattenCommand(Operator, "end of run", engine.Engine.NewCorrelation("flatten")), cancellationToken);
            while (!flat.IsCompleted)
            {
                await pace.PassAsync(TimeSpan.FromMilliseconds(250), cancellationToken);
            }

            Assert.Equal(CommandStatus.Done, (await flat).Status);
        }

        var database = Path.Combine(folder.Path, "titan_execution.db");
        var tie = LedgerTie.Compare(database, await LedgerTie.AskVenueAsync(venue.RestUrl, cancellationToken));
        return Read(database, tie, steps, ended, arms);
    }

    private static Dictionary<string, string?> WithLeader(IReadOnlyDictionary<string, string?>? settings, SimulatorHost venue) => new(settings ?? new Dictionary<string, string?>())
    {
        ["Titan:Binance:RestUrl"] = venue.RestUrl.ToString(),
        ["Titan:Binance:StreamUrl"] = venue.StreamUrl.ToString(),
        ["Titan:Binance:StaleSeconds"] = "600",
    };

    private static async Task LiftAsync(IEngine engine, CancellationToken cancellationToken)
    {
        var snapshot = engine.Snapshot;
        if (snapshot.Arm.Lock is LockCause.Kill or LockCause.Hard)
        {
            await engine.SendAsync(new ReleaseCommand(Operator, "the recording goes on", engine.NewCorrelation("release")), cancellationToken);
        }

        if (snapshot.Breaker.Active)
        {
            await engine.SendAsync(new ResetBreakerCommand(Operator, "the recording goes on", engine.NewCorrelation("reset")), cancellationToken);
        }
    }

    private static LockStepRun Read(string database, LedgerTie tie, long steps, bool ended, int arms)
    {
        var state = new EngineState();
        var decisions = new List<string>();
        var fills = new List<string>();
        var trades = 0;
        using var connection = new SqliteConnection(JournalDatabase.ConnectionString(database, readOnly: true));
        connection.Open();
        foreach (var (entry, _) in JournalReader.Read(connection, 0, JournalChain.Genesis))
        {
            var open = state.Positions.Count;
            state.Apply(entry);
            trades += Math.Max(0, open - state.Positions.Count);
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

        return new LockStepRun(tie, decisions, fills, steps, trades, state.Equity.RealizedPnl, ended, arms);
    }
}
