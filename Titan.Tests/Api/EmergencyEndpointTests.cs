using System.Text.Json.Nodes;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>Status, preview, kill and receipts over HTTP: the shapes that tools read.</summary>
public sealed class EmergencyEndpointTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 3, 14, 22, TimeSpan.Zero);

    [Fact]
    public async Task Status_WhileAKillFlattens_ShowsLockPausesLegsAndSteps()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Snapshot = host.Engine.Snapshot with
        {
            Arm = new MasterArm(ArmState.Locked, LockCause.Kill, At, "ada", "kill switch: odd fills"),
            PausedByKill = true,
            Flatten = new FlattenRun
            {
                Correlation = new CorrelationId("kill-1"),
                By = "ada",
                Door = "cli",
                Reason = "odd fills",
                Cause = CloseReason.KillSwitch,
                StartedAt = At,
                Stage = FlattenStage.Closing,
                Attempt = 2,
                Legs = [new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = -0.5m, ReferencePrice = 90_000m, ClosedQuantity = 0.2m, ClosedValue = 18_010m, Problem = "110007" }],
                Steps = [new FlattenStep(FlattenStage.Started, At, 0, "1 position")],
            },
            LastFlatten = Receipt("flatten-0"),
        };

        var (_, body) = await host.CallAsync("GET", "/api/emergency/status");

        Assert.Equal(("LOCKED", "KILL", true), (Text(body["masterArmState"]), Text(body["lockCause"]), body["killSwitch"]!["active"]!.GetValue<bool>()));
        Assert.Equal((false, false, true), (Flag(body["pauses"]!["operator"]), Flag(body["pauses"]!["feed"]), Flag(body["pauses"]!["kill"])));
        Assert.Equal(("kill-1", "CLOSING", "KILL_SWITCH"), (Text(body["flatten"]!["id"]), Text(body["flatten"]!["stage"]), Text(body["flatten"]!["cause"])));
        var leg = body["flatten"]!["legs"]![0]!;
        Assert.Equal(("SHORT", 0.3m, 90_050m, "110007"), (Text(leg["side"]), leg["remaining"]!.GetValue<decimal>(), leg["average_price"]!.GetValue<decimal>(), Text(leg["problem"])));
        Assert.Equal("STARTED", Text(body["flatten"]!["steps"]![0]!["stage"]));
        Assert.Equal("flatten-0", Text(body["lastReceiptId"]));
    }

    [Fact]
    public async Task Preview_SaysWhatWouldGoAndCost()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Forecast = new FlattenForecast(At, [new FlattenForecastLeg("ETHUSDT", 2m, 3_000m, 2_999m, 2m, 3.3m, true)], 1, 2);

        var (status, body) = await host.CallAsync("GET", "/api/emergency/preview");

        Assert.Equal(200, status);
        Assert.Equal((5.3m, 1, 2), (body["worst_cost"]!.GetValue<decimal>(), body["entry_orders"]!.GetValue<int>(), body["protective_orders"]!.GetValue<int>()));
        Assert.Equal(("ETHUSDT", "LONG", true), (Text(body["positions"]![0]!["symbol"]), Text(body["positions"]![0]!["side"]), Flag(body["positions"]![0]!["depth_short"])));
    }

    [Fact]
    public async Task Kill_Done_ReportsEveryStep()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Answer = _ => CommandResult.Done("Killed") with { Steps = [new ActStep("LOCK", true, "LOCKED"), new ActStep("FLATTEN", false, "goes on")], Receipt = Receipt("kill-7") };

        var (status, body) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"KILL","reason":"odd fills"}""");

        Assert.Equal(200, status);
        Assert.Equal([("LOCK", true), ("FLATTEN", false)], body["steps"]!.AsArray().Select(step => (Text(step!["step"]), Flag(step["success"]))));
        Assert.Equal("kill-7", Text(body["receipt_id"]));
    }

    [Fact]
    public async Task Receipts_NewestBeforeTheTablesHaveIt_IsListedAndReadInFull()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Snapshot = host.Engine.Snapshot with { LastFlatten = Receipt("flatten-1") };

        var (_, list) = await host.CallAsync("GET", "/api/emergency/receipts?limit=5");
        var (_, one) = await host.CallAsync("GET", "/api/emergency/receipts/flatten-1");
        var (missing, _) = await host.CallAsync("GET", "/api/emergency/receipts/nothing");
        var (wrong, complaint) = await host.CallAsync("GET", "/api/emergency/receipts?limit=0&format=xml&page=2");

        Assert.Equal(("flatten-1", 1400d), (Text(list["receipts"]![0]!["id"]), list["receipts"]![0]!["took_ms"]!.GetValue<double>()));
        Assert.Equal(("BTCUSDT", 1m), (Text(one["legs"]![0]!["symbol"]), one["legs"]![0]!["closed"]!.GetValue<decimal>()));
        Assert.Equal("o-1", Text(one["orders"]![0]!["link_id"]));
        Assert.Equal((404, 400), (missing, wrong));
        Assert.Equal(["format", "limit", "page"], complaint["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Receipts_AsCsv_HoldTheSameAndRunNoFormula()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Snapshot = host.Engine.Snapshot with { LastFlatten = Receipt("flatten-1") with { Reason = "=HYPERLINK(\"http://x\"), \"quoted\"" } };
        using var client = host.Client();

        var list = await client.GetStringAsync(new Uri("/api/emergency/receipts?format=csv", UriKind.Relative));
        using var answer = await client.GetAsync(new Uri("/api/emergency/receipts/flatten-1?format=csv", UriKind.Relative));
        var one = (await answer.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("flatten-flatten-1.csv", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\"), \"\"quoted\"\"\"", list, StringComparison.Ordinal);
        Assert.All(one.Where(line => line.StartsWith("flatten-1,", StringComparison.Ordinal) && !line.Contains('"', StringComparison.Ordinal)), line => Assert.Equal(13, line.Split(',').Length));
        Assert.Equal(["act", "position", "order", "step", "flat"], one.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[1]));
    }

    private static FlattenReceipt Receipt(string id) => new()
    {
        Id = id,
        By = "ada",
        Roles = "Operator",
        Door = "api",
        Reason = "test",
        StartedAt = At,
        ConfirmedAt = At.AddMilliseconds(1400),
        EquityBefore = 1_000m,
        EquityAfter = 998m,
        Legs = [new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = 1m, EntryPrice = 90_000m, ReferencePrice = 90_010m, ClosedQuantity = 1m, ClosedValue = 90_000m, Fees = 49.5m, ClosedAt = At.AddSeconds(1) }],
        Orders = [new FlattenOrder("o-1", "v-1", "BTCUSDT", "Sell", "Market", 1m, null, 1m, 90_000m, "Filled", null, At, At.AddSeconds(1))],
        Steps = [new FlattenStep(FlattenStage.Started, At, 0, "1 position")],
    };

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static bool Flag(JsonNode? node) => node!.GetValue<bool>();
}
