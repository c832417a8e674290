using System.Text.Json.Nodes;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;
using Titan.Web.Api;

namespace Titan.Tests.Api;

/// <summary>Tripwires over HTTP: the fields of spec titan-trading 2.2, honest when nothing is there.</summary>
public sealed class TrapEndpointTests
{
    [Fact]
    public async Task Traps_HaveEveryFieldOfTheSpec()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Snapshot = host.Engine.Snapshot with { Scavenger = Tripwires.View(host.Engine.Snapshot.At) };
        var body = await GetAsync(host, "/api/traps");
        var trap = body["traps"]![0]!.AsObject();
        Assert.Equal(
            [
                "trapId", "symbol", "trapType", "direction", "triggerPrice", "binanceTrigger", "confidence", "leverage", "estimatedCascadeSize", "targetPrice", "stopLoss", "status",
                "createdAt", "validUntil", "activatedAt", "scoreAtCreation", "readiness", "restsUntil", "currentPrice", "distancePct", "leadTimeMs",
            ],
            trap.Select(field => field.Key));
        Assert.Equal(("BNBUSDT", "BOLLINGER", "LONG", "active", "SET"), (Word(trap, "symbol"), Word(trap, "trapType"), Word(trap, "direction"), Word(trap, "status"), Word(trap, "readiness")));
        Assert.Equal(921.62m, trap["triggerPrice"]!.GetValue<decimal>());
        Assert.Null(trap["binanceTrigger"]);
        Assert.Equal(41, body["types"]![1]!["sprung"]!.GetValue<int>());
        Assert.Equal(11, body["types"]![1]!["abortReasons"]!["WICK_REVERSION"]!.GetValue<int>());
        Assert.Equal("TRAP_SPRUNG", Word(body["feed"]![1]!.AsObject(), "type"));
        Assert.Equal(3, body["faults"]!["OutOfOrder"]!.GetValue<int>());
    }

    [Fact]
    public async Task Traps_WithoutTheStrategy_AreNoneAndSayWhy()
    {
        await using var host = await ConsoleHost.StartAsync();
        var body = await GetAsync(host, "/api/traps");
        Assert.Equal("NOT_INSTALLED", body["state"]!.GetValue<string>());
        Assert.Empty(body["traps"]!.AsArray());
        Assert.Null(body["map"]);
    }

    [Fact]
    public async Task Status_OfTheStrategy_CountsItsTraps()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Snapshot = host.Engine.Snapshot with { Scavenger = Tripwires.View(host.Engine.Snapshot.At) };
        var scavenger = (await GetAsync(host, "/api/status"))["scavenger"]!;
        Assert.Equal(("RUNNING", 4, 1.9), (scavenger["state"]!.GetValue<string>(), scavenger["activeTraps"]!.GetValue<int>(), scavenger["lastCycleMs"]!.GetValue<double>()));
        host.Engine.Snapshot = host.Engine.Snapshot with { PausedByFeed = true };
        Assert.Equal("PAUSED", (await GetAsync(host, "/api/status"))["scavenger"]!["state"]!.GetValue<string>());
    }

    [Fact]
    public void Metrics_OfTheStrategy_AreThereWithAndWithoutIt()
    {
        var snapshot = Anchor.Snapshot();
        foreach (var (shown, expected) in new[] { (snapshot, "titan_scavenger_traps_detected_total{trap_type=\"LIQUIDATION\"} 4"), (snapshot with { Scavenger = null }, "titan_scavenger_traps_detected_total{trap_type=\"LIQUIDATION\"} 0") })
        {
            var text = new MetricsText();
            TrapMetrics.Write(text, shown);
            Assert.Contains(expected, text.ToString(), StringComparison.Ordinal);
            Assert.Contains("titan_scavenger_active_traps{trap_type=\"ULTIMATE_BULGARIA\"}", text.ToString(), StringComparison.Ordinal);
        }

        var whole = new MetricsText();
        TrapMetrics.Write(whole, snapshot);
        Assert.Contains("titan_scavenger_trap_calculation_seconds_bucket{calculation_type=\"map\",le=\"0.005\"} 12", whole.ToString(), StringComparison.Ordinal);
        Assert.Contains("titan_scavenger_binance_ticks_total 120034", whole.ToString(), StringComparison.Ordinal);
        Assert.Contains("titan_scavenger_input_faults_total{kind=\"OutOfOrder\"} 3", whole.ToString(), StringComparison.Ordinal);
    }

    private static string Word(JsonObject row, string field) => row[field]!.GetValue<string>();

    private static async Task<JsonNode> GetAsync(ConsoleHost host, string path) => JsonNode.Parse(await host.Client().GetStringAsync(new Uri(path, UriKind.Relative)))!;
}
