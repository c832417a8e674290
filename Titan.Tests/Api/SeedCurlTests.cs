using System.Text;
using System.Text.Json.Nodes;
using Titan.Engine.Kernel;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>
/// The curl calls of seeds 001 and 002 as they are written there, with -u: the fields that the seeds read from the answers. Without
/// sign-in each is 401 and nothing is done.
/// </summary>
public sealed class SeedCurlTests(SeedCurlTests.Console console) : IClassFixture<SeedCurlTests.Console>
{
    /// <summary>Method, path, Content-Type, body (null sends none), and the fields read, dotted.</summary>
    public static TheoryData<string, string, string?, string?, string> Calls => new()
    {
        { "POST", "/api/emergency/flatten", "application/json", null, "success positions_closed results" },
        { "POST", "/api/emergency/flatten-all", null, null, "success positions_closed results" },
        { "POST", "/api/console/cancel-all", "application/json", null, "success orders_cancelled results" },
        { "POST", "/api/circuit-breaker/reset", "application/json", """{"reason": "Manual reset after review"}""", "success circuitBreaker.active masterArm message" },
        { "POST", "/api/state/reconcile", null, null, "success in_sync mismatches shadow_count exchange_count timestamp" },
        { "GET", "/api/status", null, null, "masterArm masterArmState circuitBreaker.active bybitConnected" },
        { "GET", "/api/state/equity", null, null, "equity drawdownPercent timestamp" },
        { "GET", "/api/state/positions", null, null, "" },
        { "GET", "/api/health", null, null, "status websocket.status broker.rate_limit_status database.status" },
        { "GET", "/api/trades?limit=20", null, null, "trades total summary.trade_count" },
        { "GET", "/api/trades?date=2026-11-21", null, null, "trades total" },
        { "GET", "/api/emergency/status", null, null, "masterArmState paused flatten" },
        { "GET", "/api/events?limit=5", null, null, "events" },
        { "GET", "/api/audit?limit=5", null, null, "audit" },
        { "GET", "/api/circuit-breaker", null, null, "active triggers" },
        { "GET", "/api/console/config", null, null, "config.risk.maxRiskPerTrade version_tag ranges" },
        { "POST", "/api/console/config/risk", "application/json", """{"maxRiskPerTrade": 0.02, "maxDailyDrawdown": 0.05, "maxLeverage": 20}""", "success version_tag changed config.risk" },
        { "POST", "/api/console/config/whitelist", "application/json", """{"action": "add", "symbol": "SOLUSDT"}""", "success symbols version_tag" },
        { "POST", "/api/console/config/whitelist", "application/json", """{"action": "remove", "symbol": "DOGEUSDT"}""", "success symbols version_tag" },
        { "GET", "/api/config/versions", null, null, "versions" },
        { "GET", "/api/orders?open=true", null, null, "orders" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Curl_SignedIn_AnswersWithTheFieldsTheSeedReads(string method, string path, string? type, string? body, string fields)
    {
        var (status, json) = await SendAsync(method, path, type, body, signedIn: true);

        Assert.Equal(200, status);
        foreach (var field in fields.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = json;
            foreach (var name in field.Split('.'))
            {
                Assert.True(at!.AsObject().ContainsKey(name), $"{path}: {field} is missing in {json!.ToJsonString()}");
                at = at[name];
            }
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Curl_WithoutSignIn_Is401AndNothingIsDone(string method, string path, string? type, string? body, string fields)
    {
        var before = console.Host.Engine.Commands.Count;

        var (status, json) = await SendAsync(method, path, type, body, signedIn: false);

        Assert.Equal((401, "UNAUTHORIZED"), (status, json!["error"]!.GetValue<string>()));
        Assert.Equal(before, console.Host.Engine.Commands.Count);
        Assert.DoesNotContain(fields.Split(' '), field => field.Length > 0 && field is not ("success" or "timestamp" or "message" or "status") && json.AsObject().ContainsKey(field.Split('.')[0]));
    }

    [Fact]
    public async Task Positions_AreAnArrayThatJqCanCount()
    {
        var (_, json) = await SendAsync("GET", "/api/state/positions", null, null, signedIn: true);

        Assert.IsType<JsonArray>(json);
    }

    private async Task<(int Status, JsonNode? Json)> SendAsync(string method, string path, string? type, string? body, bool signedIn)
    {
        using var client = console.Host.Client(signedIn);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (type is not null || body is not null)
        {
            request.Content = new StringContent(body ?? "", Encoding.UTF8, type ?? "application/x-www-form-urlencoded");
        }

        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>One console for all calls.</summary>
    public sealed class Console : IAsyncLifetime
    {
        private ConsoleHost? _host;

        internal ConsoleHost Host => _host!;

        public async Task InitializeAsync() => _host = await ConsoleHost.StartAsync();

        public Task DisposeAsync() => _host!.DisposeAsync().AsTask();
    }
}
