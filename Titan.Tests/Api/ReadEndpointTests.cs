using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>Questions over HTTP and the push socket: names, types and honest unknowns of spec titan-trading 7 and 8.</summary>
public sealed class ReadEndpointTests
{
    private static readonly string[] MustMetrics =
    [
        "titan_health_status", "titan_signals_total", "titan_order_latency_seconds", "titan_position_pnl_usd", "titan_equity_usd", "titan_order_fill_rate",
        "titan_drawdown_percent", "titan_process_cpu_seconds_total", "titan_process_resident_memory_bytes",
    ];

    [Fact]
    public async Task Status_HealthyEngine_HasEveryFieldOfTheSpec()
    {
        await using var host = await ConsoleHost.StartAsync();

        var body = await GetAsync(host, "/api/status");

        Assert.False(body["masterArm"]!.GetValue<bool>());
        Assert.Equal("DISARMED", body["masterArmState"]!.GetValue<string>());
        Assert.False(body["circuitBreaker"]!["active"]!.GetValue<bool>());
        Assert.True(body["bybitConnected"]!.GetValue<bool>());
        Assert.Equal("NOT_INSTALLED", body["scavenger"]!["state"]!.GetValue<string>());
        Assert.Equal(1, body["phase"]!.GetValue<int>());
        Assert.Equal(2450m, body["equity"]!.GetValue<decimal>());
        Assert.Equal(-21.20m, body["dailyPnl"]!.GetValue<decimal>());
        Assert.Equal("PAPER", body["tradingMode"]!.GetValue<string>());
        Assert.True(body["lastReconcile"]!["inSync"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Equity_Unknown_IsNullAndNeverZero()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Snapshot = host.Engine.Snapshot with { Equity = new EquityBook() };

        var body = await GetAsync(host, "/api/state/equity");

        Assert.Null(body["equity"]);
        Assert.Null(body["drawdownPercent"]);
        Assert.True(body.AsObject().ContainsKey("equity"));
        Assert.Equal("USDT", body["currency"]!.GetValue<string>());
    }

    [Fact]
    public async Task Equity_Known_GivesPositiveDrawdowns()
    {
        await using var host = await ConsoleHost.StartAsync();

        var body = await GetAsync(host, "/api/state/equity");

        Assert.Equal(2.3m, Math.Round(body["drawdownPercent"]!.GetValue<decimal>(), 2));
        Assert.Equal(2507.68m, body["highWatermark"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Positions_Open_AreAnArrayOfSnakeCaseRows()
    {
        await using var host = await ConsoleHost.StartAsync();
        var at = host.Engine.Snapshot.At;
        host.Engine.Snapshot = host.Engine.Snapshot with
        {
            Positions = [new PositionView { Position = new Position { Id = "p7", Instrument = new InstrumentId("SOLUSDT"), SignedQuantity = -32.6m, EntryPrice = 138.42m, StopLoss = 139.80m, CoveredQuantity = 32.6m, OpenedAt = at, Strategy = "breakout" }, MarkPrice = 138.97m, UnrealizedPnl = -17.93m, Leverage = 10m, Coverage = 1m }],
        };

        var rows = (await GetAsync(host, "/api/state/positions")).AsArray();

        var row = Assert.Single(rows)!;
        Assert.Equal(("p7", "SHORT", 32.6m), (row["position_id"]!.GetValue<string>(), row["side"]!.GetValue<string>(), row["size"]!.GetValue<decimal>()));
        Assert.Equal(139.80m, row["stop_loss"]!.GetValue<decimal>());
        Assert.Equal("engine", row["origin"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/api/trades?date=2026-13-01", "date")]
    [InlineData("/api/trades?limit=5000", "limit")]
    [InlineData("/api/trades?from=yesterday", "from")]
    [InlineData("/api/events?since=soon", "since")]
    public async Task Query_OutOfRange_NamesTheField(string path, string field)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var answer = await host.Client().GetAsync(new Uri(path, UriKind.Relative));
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(body["errors"]![field]);
    }

    [Fact]
    public async Task Ready_BeforeReconcile_Is503WithTheReason()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Snapshot = host.Engine.Snapshot with { Readiness = new ReadinessView(true, false, "reconciling with the venue") };
        using var answer = await host.Client(signedIn: false).GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("reconciling", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_JournalUnwritable_Is503()
    {
        await using var host = await ConsoleHost.StartAsync();
        host.Engine.Snapshot = host.Engine.Snapshot with { Load = host.Engine.Snapshot.Load with { JournalWritable = false } };
        using var answer = await host.Client(signedIn: false).GetAsync(new Uri("/health", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("\"unhealthy\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_FirstScrape_HasHelpAndTypeOfEveryMustName()
    {
        await using var host = await ConsoleHost.StartAsync();
        var text = host.Services.GetService(typeof(Titan.Web.Api.MetricsCollector)) is Titan.Web.Api.MetricsCollector metrics ? metrics.Write() : "";

        foreach (var name in MustMetrics)
        {
            Assert.Contains($"# HELP {name} ", text, StringComparison.Ordinal);
            Assert.Contains($"# TYPE {name} ", text, StringComparison.Ordinal);
        }

        Assert.Contains("titan_order_latency_seconds_bucket{le=\"+Inf\"} 0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownPath_UnderApi_IsAProblemNotAPage()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var answer = await host.Client().GetAsync(new Uri("/api/no-such-thing", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task PushSocket_Connected_GivesThePictureThenWhatHappens()
    {
        await using var host = await ConsoleHost.StartAsync();
        var client = host.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"titan_admin:{ConsoleHost.Password}"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var socket = await client.ConnectAsync(new Uri("ws://localhost/ws"), limit.Token);

        var first = await ReadAsync(socket, limit.Token);
        host.Engine.Happen(new JournalEntry(9, host.Engine.Snapshot.At, new AlertRaised("FEED_LOST", AlertSeverity.High, "lost", null, null, null)));
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"PING"}"""), WebSocketMessageType.Text, true, limit.Token);
        var types = new List<string>();
        while (!types.Contains("ALERT") || !types.Contains("PONG"))
        {
            types.Add((await ReadAsync(socket, limit.Token))["type"]!.GetValue<string>());
        }

        Assert.Equal("CONNECTED", first["type"]!.GetValue<string>());
        Assert.Equal(1, first["seq"]!.GetValue<long>());
        Assert.Equal(2450m, first["data"]!["equity"]!["equity"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task PushSocket_PlainGet_Is426()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var answer = await host.Client().GetAsync(new Uri("/ws", UriKind.Relative));

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }

    private static async Task<JsonNode> GetAsync(ConsoleHost host, string path) => JsonNode.Parse(await host.Client().GetStringAsync(new Uri(path, UriKind.Relative)))!;

    private static async Task<JsonNode> ReadAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray(), documentOptions: new JsonDocumentOptions())!;
    }
}
