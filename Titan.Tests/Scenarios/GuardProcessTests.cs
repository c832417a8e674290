using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Titan.Simulator;
using Titan.Tests.Support;

namespace Titan.Tests.Scenarios;

/// <summary>
/// The engine's process is stopped with two positions open, one without a stop: a guard, a process of its own with a key of its own, covers
/// that one, writes its receipt, and stands down when the engine returns, which takes over what the guard did. Real time must pass here.
/// </summary>
public sealed class GuardProcessTests
{
    [Fact]
    public async Task EngineStopped_GuardCoversTheNakedPosition_AndStandsDownWhenItReturns()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var folder = new TempFolder();
        var options = new SimulatorOptions
        {
            Seed = 11,
            InitialBalance = 100_000m,
            Market = new RestlessMarket(TimeProvider.System.GetUtcNow()),
            MoreKeys = new Dictionary<string, string> { ["guard-key"] = "guard-secret" },
        };
        await using var venue = await SimulatorHost.StartAsync(options, limit.Token);
        using var titan = TitanProcess.Start(venue.RestUrl, venue.StreamUrl, folder.Path, KillRun.FreePort(), KillRun.Lasting);
        Assert.True(await titan.ReadyAsync(limit.Token), titan.Output);
        using var guard = TitanProcess.StartGuard(venue.RestUrl, venue.StreamUrl, folder.Path, KillRun.FreePort());
        await DriftAsync(venue, "ETHUSDT", 1m, limit.Token);
        await DriftAsync(venue, "SOLUSDT", 10m, limit.Token);
        await UntilAsync(async () => (await titan.GetAsync("/api/state/positions", limit.Token)).AsArray().Count == 2, "two adopted positions", titan, limit.Token);
        await titan.PostAsync("/api/positions/SOLUSDT/modify", new { stop_loss = 100, reason = "covered by hand" }, limit.Token);
        await UntilAsync(() => CoveredAsync(titan, "SOLUSDT", limit.Token), "the stop attached by hand", titan, limit.Token);
        Assert.False(await CoveredAsync(titan, "ETHUSDT", limit.Token));
        await UntilAsync(async () => (await guard.GetAsync("/api/guard", limit.Token))["engine_lives"]!.GetValue<bool>(), "the guard hears the engine", guard, limit.Token);
        Assert.Equal("ENGINE_LIVES", (await guard.PostAsync("/api/emergency/flatten", null, limit.Token))!["error"]!.GetValue<string>());

        titan.Signal("STOP");
        var stopped = TimeProvider.System.GetTimestamp();
        JsonNode? receipt = null;
        await UntilAsync(
            async () => (receipt = (await guard.GetAsync("/api/guard", limit.Token))["receipts"]!.AsArray().FirstOrDefault()) is { } told && Acts(told).Contains("look"), "a receipt", guard, limit.Token);
        var took = TimeProvider.System.GetElapsedTime(stopped);
        Assert.Equal(["cover ETHUSDT", "leave SOLUSDT"], Told(receipt!).Where(step => step.StartsWith("cover", StringComparison.Ordinal) || step == "leave SOLUSDT"));
        Assert.Equal("silence", receipt!["cause"]!.GetValue<string>());

        titan.Signal("CONT");
        await UntilAsync(
            async () => (await guard.GetAsync("/api/guard", limit.Token))["receipts"]!.AsArray()[0]!["ended"]?.GetValue<string>() == "engine back", "the guard standing down", guard, limit.Token);
        await UntilAsync(() => CoveredAsync(titan, "ETHUSDT", limit.Token), "the engine knows the guard's stop", titan, limit.Token);
        Assert.Single((await titan.GetAsync("/api/guard", limit.Token))["receipts"]!.AsArray());
        Console.WriteLine($"stopped engine: naked position covered and told after {took.TotalSeconds:0.0} s");
    }

    private static async Task DriftAsync(SimulatorHost venue, string symbol, decimal quantity, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = venue.RestUrl };
        using var answer = await client.PostAsJsonAsync(new Uri("/faults", UriKind.Relative), new { kind = "positionDrift", symbol, side = "Buy", qty = quantity }, cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    private static async Task<bool> CoveredAsync(TitanProcess titan, string symbol, CancellationToken cancellationToken) =>
        (await titan.GetAsync($"/api/state/positions?symbol={symbol}", cancellationToken)).AsArray().Single()!["stop_loss"] is not null;

    private static IEnumerable<string> Acts(JsonNode receipt) => receipt["steps"]!.AsArray().Select(step => step!["act"]!.GetValue<string>());

    private static IEnumerable<string> Told(JsonNode receipt) => receipt["steps"]!.AsArray().Select(step => $"{step!["act"]!.GetValue<string>()} {step["symbol"]?.GetValue<string>()}");

    private static async Task UntilAsync(Func<Task<bool>> condition, string what, TitanProcess process, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not listening yet.
            }

            Assert.False(cancellationToken.IsCancellationRequested || process.HasExited, $"never saw {what}\n{process.Output}");
            await TitanProcess.PauseAsync(250, cancellationToken);
        }
    }
}
