using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Simulator;
using Titan.Tests.Support;
using Xunit.Abstractions;

namespace Titan.Tests.Scenarios;

/// <summary>
/// The plug is pulled after each step of a FLATTEN ALL, as its journal shows the step: the next life goes on with the same run, ends on the
/// exchange's own word, keeps one receipt, and never arms by itself.
/// </summary>
public sealed class FlattenKilledTests(ITestOutputHelper output)
{
    // Each step with the milliseconds that the plug waits after it: the venue takes 100 to 300 for each close, so 50 find it on the wire.
    private static readonly (string Name, Func<Fact, bool> Reached, int Wait)[] Steps =
    [
        ("the run begun", fact => fact is FlattenStarted, 0),
        ("closes on the wire", fact => fact is FlattenStarted, 50),
        ("the first fill of a close", fact => fact is FillBooked, 0),
        ("everything closed, leftovers on their way out", fact => fact is FlattenAdvanced { Stage: FlattenStage.CancellingLeftovers }, 0),
        ("the receipt written", fact => fact is FlattenEnded, 0),
    ];

    [Fact]
    public async Task Process_KilledAfterEachStep_GoesOnToFlatAndKeepsOneReceipt()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var folder = new TempFolder();
        var market = new SimulatorOptions { Seed = 11, InitialBalance = 100_000m, Market = new RestlessMarket(TimeProvider.System.GetUtcNow()) };
        await using var venue = await SimulatorHost.StartAsync(market, limit.Token);
        var journal = new JournalWatch(Path.Combine(folder.Path, "titan_execution.db"));
        await SlowClosesAsync(venue.RestUrl, limit.Token);
        var port = KillRun.FreePort();

        var titan = await LifeAsync(venue, folder.Path, port, limit.Token);
        try
        {
            foreach (var (name, reached, wait) in Steps)
            {
                await HoldingAsync(titan, limit.Token);
                var before = journal.Newest();
                var asked = titan.PostAsync("/api/emergency/flatten", new { reason = name }, limit.Token);
                var start = await journal.UntilAsync(before, fact => fact is FlattenStarted, limit.Token);
                await journal.UntilAsync(start - 1, reached, limit.Token);
                if (wait > 0)
                {
                    await TitanProcess.PauseAsync(wait, limit.Token);
                }

                await titan.KillAsync();
                await EndedAsync(asked);
                titan.Dispose();

                titan = await LifeAsync(venue, folder.Path, port, limit.Token);
                await journal.UntilAsync(start, fact => fact is FlattenEnded, limit.Token);
                await IsFlatAsync(venue, limit.Token);
                await HasOneReceiptAsync(titan, name, limit.Token);
                // Closes at a loss may trip the breaker, which then holds it LOCKED; armed it must not be.
                Assert.NotEqual("ARMED", (await titan.GetAsync("/api/status", limit.Token))["masterArmState"]!.GetValue<string>());
                output.WriteLine($"killed after {name}: flat, one receipt");
            }

            titan.Signal("TERM");
            await titan.WaitForExitAsync(limit.Token);
            var tie = LedgerTie.Compare(Path.Combine(folder.Path, "titan_execution.db"), await LedgerTie.AskVenueAsync(venue.RestUrl, limit.Token));
            Assert.True(tie.Differences.Count == 0, string.Join('\n', tie.Differences));
            Assert.True(tie.FlattensInterrupted >= 3, string.Create(CultureInfo.InvariantCulture, $"only {tie.FlattensInterrupted} runs were interrupted"));
        }
        finally
        {
            titan.Dispose();
        }
    }

    // Closes and cancels take their time, so that the plug finds the run between its steps.
    private static async Task SlowClosesAsync(Uri venue, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = venue };
        var fault = new { kind = "latency", latencyMs = 100, jitterMs = 200, path = "/v5/order/*", when = "before", seed = 7 };
        using var answer = await client.PostAsJsonAsync(new Uri("/faults", UriKind.Relative), fault, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<TitanProcess> LifeAsync(SimulatorHost venue, string data, int port, CancellationToken cancellationToken)
    {
        var titan = TitanProcess.Start(venue.RestUrl, venue.StreamUrl, data, port, KillRun.Lasting);
        Assert.True(await titan.ReadyAsync(cancellationToken), titan.Output);
        return titan;
    }

    private static async Task HoldingAsync(TitanProcess titan, CancellationToken cancellationToken)
    {
        Assert.Null(await KillRun.ArmAsync(titan, cancellationToken));
        while ((await titan.GetAsync("/api/state/positions", cancellationToken)).AsArray().Count < 2)
        {
            await TitanProcess.PauseAsync(50, cancellationToken);
        }
    }

    private static async Task EndedAsync(Task<JsonNode?> asked)
    {
        try
        {
            await asked;
        }
        catch (HttpRequestException)
        {
            // Its process is gone.
        }
    }

    private static async Task IsFlatAsync(SimulatorHost venue, CancellationToken cancellationToken)
    {
        var books = await LedgerTie.AskVenueAsync(venue.RestUrl, cancellationToken);
        Assert.Empty(books["positions"]!.AsArray());
    }

    private static async Task HasOneReceiptAsync(TitanProcess titan, string reason, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = (await titan.GetAsync("/api/emergency/receipts", cancellationToken))["receipts"]!.AsArray();
            var ours = rows.Where(row => row!["reason"]!.GetValue<string>() == reason).ToArray();
            if (ours.Length > 0)
            {
                Assert.Single(ours);
                Assert.True(ours[0]!["positions"]!.GetValue<int>() >= 2, ours[0]!.ToJsonString());
                return;
            }

            // The table for people is written a moment behind the journal.
            await TitanProcess.PauseAsync(50, cancellationToken);
        }
    }
}
