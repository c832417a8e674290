using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;
using Titan.Web.Access;

namespace Titan.Tests.Access;

/// <summary>The table of rights (spec titan-trading 11, design 3a): who may do what over the API, and nothing is done for whom may not.</summary>
public sealed class RightsTests(RightsTests.Accounts accounts) : IClassFixture<RightsTests.Accounts>
{
    // Letters of the roles that may: Operator, Risk manager, Admin. Everyone may look, a viewer may nothing else.
    private static readonly (string Method, string Path, string Body, string May)[] Table =
    [
        ("POST", "/api/console/master-arm", """{"enabled":false}""", "ORA"),
        ("POST", "/api/console/master-arm", """{"enabled":true}""", "OR"),
        ("POST", "/api/emergency/flatten", "{}", "ORA"),
        ("POST", "/api/emergency/flatten-all", "{}", "ORA"),
        ("POST", "/api/console/cancel-all", "{}", "ORA"),
        ("POST", "/api/emergency/kill", """{"code":"KILL"}""", "ORA"),
        ("POST", "/api/emergency/shutdown", "{}", "ORA"),
        ("POST", "/api/emergency/pause", "{}", "ORA"),
        ("POST", "/api/emergency/resume", "{}", "OR"),
        ("POST", "/api/emergency/release", """{"reason":"cause was found"}""", "R"),
        ("POST", "/api/emergency/clear", """{"reason":"cause was found"}""", "R"),
        ("POST", "/api/circuit-breaker/reset", """{"reason":"reviewed"}""", "R"),
        ("POST", "/api/state/reconcile", "{}", "OR"),
        ("POST", "/api/positions/BTCUSDT/close", "{}", "ORA"),
        ("POST", "/api/positions/BTCUSDT/close", """{"quantity":0.01}""", "ORA"),
        ("POST", "/api/positions/BTCUSDT/modify", """{"stop_loss":91000}""", "ORA"),
        ("POST", "/api/positions/BTCUSDT/modify", """{"stop_loss":90000,"reason":"more room"}""", "OR"),
        ("POST", "/api/positions/BTCUSDT/modify", """{"stop_loss":null,"reason":"more room"}""", "OR"),
        ("POST", "/api/positions/BTCUSDT/modify", """{"take_profit":95000}""", "OR"),
        ("POST", "/api/positions/BTCUSDT/modify", """{"stop_loss":91000,"take_profit":95000}""", "OR"),
        ("DELETE", "/api/orders/v1", "", "ORA"),
        ("POST", "/api/console/config/risk", """{"maxLeverage":10}""", "R"),
        ("POST", "/api/console/config/whitelist", """{"action":"add","symbol":"SOLUSDT"}""", "R"),
        ("POST", "/api/console/config/whitelist", """{"action":"remove","symbol":"DOGEUSDT"}""", "R"),
    ];

    public static TheoryData<int, string> Cells()
    {
        var cells = new TheoryData<int, string>();
        for (var row = 0; row < Table.Length; row++)
        {
            foreach (var role in Roles.All)
            {
                cells.Add(row, role);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Act_ByRole_IsAsTheTableSays(int row, string role)
    {
        var (method, path, body, may) = Table[row];
        var before = accounts.Host.Engine.Acts.Count;

        var (status, json) = await accounts.Host.CallAsync(method, path, body.Length == 0 ? null : body, NameOf(role));

        var allowed = may.Contains(role[0], StringComparison.Ordinal);
        Assert.Equal(allowed ? 200 : 403, status);
        Assert.Equal(allowed ? 1 : 0, accounts.Host.Engine.Acts.Count - before);
        Assert.True(allowed || json["error"]!.GetValue<string>() == "FORBIDDEN", json.ToJsonString());
    }

    [Theory]
    [InlineData("/api/status")]
    [InlineData("/api/emergency/status")]
    [InlineData("/api/emergency/preview")]
    [InlineData("/api/emergency/receipts")]
    [InlineData("/api/orders?open=true")]
    [InlineData("/api/state/positions")]
    [InlineData("/api/circuit-breaker")]
    [InlineData("/api/console/master-arm")]
    [InlineData("/api/events")]
    [InlineData("/api/audit")]
    [InlineData("/api/account")]
    public async Task Look_ByAViewer_IsAllowed(string path)
    {
        var (status, _) = await accounts.Host.CallAsync("GET", path, null, NameOf(Roles.Viewer));

        Assert.Equal(200, status);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Act_WithoutSignIn_Is401AndNothingIsDone(int row)
    {
        var (method, path, body, _) = Table[row];
        var before = accounts.Host.Engine.Commands.Count;

        var (status, json) = await accounts.Host.CallAsync(method, path, body, signedIn: false);

        Assert.Equal((401, "UNAUTHORIZED"), (status, json["error"]!.GetValue<string>()));
        Assert.Equal(before, accounts.Host.Engine.Commands.Count);
    }

    public static TheoryData<int> Rows() => [.. Enumerable.Range(0, Table.Length)];

    private static string NameOf(string role) => "only_" + role;

    /// <summary>One console with an account for each role, holding a long BTC position with its stop at 90,923.5.</summary>
    public sealed class Accounts : IAsyncLifetime
    {
        private ConsoleHost? _host;

        internal ConsoleHost Host => _host!;

        public async Task InitializeAsync()
        {
            _host = await ConsoleHost.StartAsync();
            _host.Engine.Snapshot = _host.Engine.Snapshot with { Positions = [Anchor.Btc(_host.Engine.Snapshot.At)] };
            foreach (var role in Roles.All)
            {
                await _host.AddAccountAsync(NameOf(role), role);
            }
        }

        public Task DisposeAsync() => _host!.DisposeAsync().AsTask();
    }
}
