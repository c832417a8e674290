using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>GET /api/signals: every source's signals as they stand, paged and filtered like the other histories.</summary>
public sealed class SignalEndpointTests
{
    [Fact]
    public async Task Signals_AreListedWithStateSourceAgeVerdictAndCorrelation()
    {
        var staged = new StagedSignals();
        await using var host = await StartAsync(staged);
        var now = host.Engine.Snapshot.At;
        staged.Lines =
        [
            new(9, "desk-9", now.AddSeconds(-3), now.AddSeconds(-2), "titan_dashboard", "BTCUSDT", "LONG", "EXECUTED", null, null, ["PREPARE", "CONFIRM"]),
            new(7, "scavenger-ETHUSDT-1", now.AddMinutes(-2), now.AddMinutes(-2), "scavenger", "ETHUSDT", "SHORT", "REJECTED", "MasterArmOff", "MasterArm", ["INTENT"]),
            new(5, "desk-5", now.AddMinutes(-9), now.AddMinutes(-9), "titan_dashboard", "BTCUSDT", "LONG", "PENDING", null, null, ["PREPARE"]),
        ];

        var (status, body) = await host.CallAsync("GET", "/api/signals?limit=3");

        Assert.Equal((200, 3, 5L), (status, body["limit"]!.GetValue<int>(), body["next"]!.GetValue<long>()));
        var rows = body["signals"]!.AsArray();
        Assert.Equal(
            [("desk-9", "EXECUTED", "titan_dashboard", 3_000L, (bool?)true, (string?)null), ("scavenger-ETHUSDT-1", "REJECTED", "scavenger", 120_000L, false, "MASTER_ARM_OFF"), ("desk-5", "PENDING", "titan_dashboard", 540_000L, null, null)],
            rows.Select(row => (Text(row!, "signal_id"), Text(row!, "state"), Text(row!, "source"), row!["age_ms"]!.GetValue<long>(), row["verdict"]!["approved"]?.GetValue<bool>(), row["verdict"]!["reason"]?.GetValue<string>())));
        Assert.All(rows, row => Assert.Equal(Text(row!, "signal_id"), Text(row!, "correlation_id")));
        Assert.Equal("MasterArm", Text(rows[1]!["verdict"]!, "gate"));
    }

    [Fact]
    public async Task Filters_ReachTheQuestionAndTheLastPageHasNoNext()
    {
        var staged = new StagedSignals();
        await using var host = await StartAsync(staged);

        var (status, body) = await host.CallAsync("GET", "/api/signals?source=webhook&symbol=BTCUSDT&state=EXPIRED&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&limit=20&before=77");

        Assert.Equal((200, true), (status, body["next"] is null));
        Assert.Equal(
            new SignalQuery("webhook", "BTCUSDT", "EXPIRED", new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), 77, 20), staged.Asked);
    }

    [Theory]
    [InlineData("state=MAYBE", "state")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("before=-1", "before")]
    [InlineData("from=soon", "from")]
    [InlineData("sauce=webhook", "sauce")]
    public async Task Query_ThatIsWrong_IsAProblemThatNamesTheField(string query, string field)
    {
        await using var host = await StartAsync(new StagedSignals());
        var (status, body) = await host.CallAsync("GET", $"/api/signals?{query}");
        Assert.Equal((400, "INVALID_QUERY"), (status, Text(body, "error")));
        Assert.NotNull(body["errors"]![field]);
    }

    [Fact]
    public async Task Signals_WithoutSignIn_AreClosedAndTheDocumentListsTheDoor()
    {
        await using var host = await StartAsync(new StagedSignals());
        Assert.Equal(401, (await host.CallAsync("GET", "/api/signals", signedIn: false)).Status);
        Assert.Contains("correlation", (await host.CallAsync("GET", "/openapi/v1.json")).Body["paths"]!["/api/signals"]!["get"]!["summary"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static Task<ConsoleHost> StartAsync(StagedSignals staged) => ConsoleHost.StartAsync(configure: builder => builder.Services.AddSingleton<ISignalHistory>(staged));

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private sealed class StagedSignals : ISignalHistory
    {
        public IReadOnlyList<SignalLine> Lines { get; set; } = [];

        public SignalQuery? Asked { get; private set; }

        public Task<IReadOnlyList<SignalLine>> SearchAsync(SignalQuery query, CancellationToken cancellationToken)
        {
            Asked = query;
            return Task.FromResult(Lines);
        }

        public Task<(SignalLine Line, int Newer)?> FindAsync(string id, int countAtMost, CancellationToken cancellationToken) => Task.FromResult<(SignalLine Line, int Newer)?>(null);
    }
}
