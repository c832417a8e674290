using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Simulator;
using Titan.Tests.Support;

namespace Titan.Tests.Scenarios;

/// <summary>
/// A process that stands still while the world goes on (SIGSTOP, a suspended machine): on waking it says so, opens nothing before the
/// account was compared again, and then goes on by itself. The venue lives in this process and does not stop. Real time must pass here.
/// </summary>
public sealed class StopAndContinueTests
{
    private const int StoppedMs = 20_000;

    [Fact]
    public async Task Process_StoppedForTwentySeconds_ReconcilesBeforeItOpensAndGoesOnByItself()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        using var folder = new TempFolder();
        var database = Path.Combine(folder.Path, "titan_execution.db");
        var options = new SimulatorOptions { Seed = 3, InitialBalance = 100_000m, Market = new RestlessMarket(TimeProvider.System.GetUtcNow()) };
        await using var venue = await SimulatorHost.StartAsync(options, limit.Token);
        DateTimeOffset continued;
        using (var titan = TitanProcess.Start(venue.RestUrl, venue.StreamUrl, folder.Path, KillRun.FreePort(), KillRun.Restless))
        {
            Assert.Null(await KillRun.ArmAsync(titan, limit.Token));
            await UntilAsync(async () => (await LedgerTie.AskVenueAsync(venue.RestUrl, limit.Token))["positions"]!.AsArray().Count > 0, "a position", titan, limit.Token);

            titan.Signal("STOP");
            var before = Wakening.Read(database, DateTimeOffset.MaxValue).Facts;
            await TitanProcess.PauseAsync(StoppedMs, limit.Token);
            Assert.InRange(Wakening.Read(database, DateTimeOffset.MaxValue).Facts, before, before);
            continued = TimeProvider.System.GetUtcNow();
            titan.Signal("CONT");

            await UntilAsync(EnteredAsync, "an entry after the comparison", titan, limit.Token);

            // What was lost meanwhile may have tripped the breaker: the operator resets it and arms again.
            async Task<bool> EnteredAsync() =>
                Wakening.Read(database, continued).EntriesAfterReconcile > 0
                || (Wakening.Read(database, continued).ReconciledAt is not null && await KillRun.ArmAsync(titan, limit.Token) is not null);
            var flat = await titan.PostAsync("/api/emergency/flatten", null, limit.Token);
            Assert.True(flat?["success"]?.GetValue<bool>() == true, $"not flat: {flat}\n{titan.Output}");
            await titan.PostAsync("/api/state/reconcile", null, limit.Token);
            titan.Signal("TERM");
            await titan.WaitForExitAsync(limit.Token);
        }

        var books = await LedgerTie.AskVenueAsync(venue.RestUrl, limit.Token);
        var wakening = Wakening.Read(database, continued);
        Assert.Equal(1, wakening.Stalls);
        Assert.Equal(0, wakening.EntriesBeforeReconcile);
        Assert.DoesNotContain(
            books["orders"]!.AsArray(),
            row => wakening.Entries.Contains(row!["orderLinkId"]!.GetValue<string>()) && Created(row!) > continued && Created(row!) < wakening.ReconciledAt);
        Assert.Empty(LedgerTie.Compare(database, books).Differences);
    }

    private static DateTimeOffset Created(JsonNode row) => DateTimeOffset.FromUnixTimeMilliseconds(row["createdTime"]!.GetValue<long>());

    private static async Task UntilAsync(Func<Task<bool>> condition, string what, TitanProcess titan, CancellationToken cancellationToken)
    {
        while (!await condition())
        {
            Assert.False(cancellationToken.IsCancellationRequested || titan.HasExited, $"never saw {what}\n{titan.Output}");
            await TitanProcess.PauseAsync(250, cancellationToken);
        }
    }

    /// <summary>What the journal says about the time after a moment: the alert, the comparison, and entries on either side of it.</summary>
    private sealed record Wakening(int Facts, int Stalls, DateTimeOffset? ReconciledAt, int EntriesBeforeReconcile, int EntriesAfterReconcile, HashSet<string> Entries)
    {
        public static Wakening Read(string database, DateTimeOffset continued)
        {
            using var connection = new SqliteConnection(JournalDatabase.ConnectionString(database, readOnly: true));
            connection.Open();
            var seen = new Wakening(0, 0, null, 0, 0, new HashSet<string>(StringComparer.Ordinal));
            foreach (var (entry, _) in JournalReader.Read(connection, 0, JournalChain.Genesis))
            {
                seen = seen with { Facts = seen.Facts + 1 };
                switch (entry.Fact)
                {
                    case OrderCreated { Order: { Purpose: OrderPurpose.Entry } order }:
                        seen.Entries.Add(order.Id.Value);
                        seen = entry.At < continued ? seen
                            : seen.ReconciledAt is null ? seen with { EntriesBeforeReconcile = seen.EntriesBeforeReconcile + 1 }
                            : seen with { EntriesAfterReconcile = seen.EntriesAfterReconcile + 1 };
                        break;
                    case AlertRaised { Code: "LOOP_STALLED" } when entry.At >= continued:
                        seen = seen with { Stalls = seen.Stalls + 1 };
                        break;
                    case Reconciled { InSync: true } when seen.Stalls > 0:
                        seen = seen with { ReconciledAt = seen.ReconciledAt ?? entry.At };
                        break;
                }
            }

            return seen;
        }
    }
}
