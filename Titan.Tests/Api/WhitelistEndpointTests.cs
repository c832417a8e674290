using System.Text;
using System.Text.Json.Nodes;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>Seed 002 "Managing Asset Whitelist" on the whole product: both curl calls, what they refuse, the versions they leave, the way back, and a start after them.</summary>
public sealed class WhitelistEndpointTests
{
    private const string Path = "/api/console/config/whitelist";

    // Without Solana, so that the seed's first call brings in a symbol that the session does not have.
    private static readonly Dictionary<string, string?> Three = new()
    {
        ["Titan:Whitelist:Symbols:0"] = "BTCUSDT",
        ["Titan:Whitelist:Symbols:1"] = "ETHUSDT",
        ["Titan:Whitelist:Symbols:2"] = "DOGEUSDT",
    };

    [Fact]
    public async Task Manual_OfTheWhitelist_Works_AndTheAddedSymbolIsWatchedLive()
    {
        await using var titan = await LiveConsole.StartAsync(Three);
        using var client = titan.Client();
        var first = (await CallAsync(client, "GET", Path)).Body["version_tag"]!.GetValue<string>();

        var (status, added) = await CallAsync(client, "POST", Path, """{"action": "add", "symbol": "SOLUSDT"}""");
        Assert.True(status == 200, added.ToJsonString());
        Assert.Equal((true, "BTCUSDT ETHUSDT DOGEUSDT SOLUSDT"), (added["success"]!.GetValue<bool>(), Symbols(added)));
        Assert.Equal("whitelist.symbols", added["changed"]!.AsArray().Single()!["key"]!.GetValue<string>());
        Assert.Contains("SOLUSDT", added["message"]!.GetValue<string>(), StringComparison.Ordinal);

        // Bars of the past, then live prices: the chart's tape has both.
        var solana = new InstrumentId("SOLUSDT");
        await titan.UntilAsync(snapshot => snapshot.NotWatched.IsEmpty && titan.Prices.Newest(solana) is { } newest && snapshot.At - newest.At < TimeSpan.FromSeconds(5), "live prices of Solana");
        Assert.True(titan.Prices.Read(solana, titan.Engine.Snapshot.At.AddHours(-2), titan.Engine.Snapshot.At.AddMinutes(1), 10_000).Count > 50);
        Assert.True(titan.Engine.Snapshot.Venue.Streams.All(stream => stream.Connected));

        var (removed, rest) = await CallAsync(client, "POST", Path, """{"action": "remove", "symbol": "DOGEUSDT"}""");
        Assert.Equal((200, "BTCUSDT ETHUSDT SOLUSDT"), (removed, Symbols(rest)));

        var versions = (await CallAsync(client, "GET", "/api/config/versions")).Body["versions"]!;
        Assert.Equal(3, versions.AsArray().Count);
        Assert.Equal((rest["version_tag"]!.GetValue<string>(), true, "titan_admin", "no reason given"), (versions[0]!["version_tag"]!.GetValue<string>(), versions[0]!["is_active"]!.GetValue<bool>(), versions[0]!["author"]!.GetValue<string>(), versions[0]!["summary"]!.GetValue<string>()));
        Assert.Equal(("BTCUSDT,DOGEUSDT,ETHUSDT,SOLUSDT", "BTCUSDT,ETHUSDT,SOLUSDT"), (versions[0]!["changed"]![0]!["old"]!.GetValue<string>(), versions[0]!["changed"]![0]!["new"]!.GetValue<string>()));
        Assert.Equal("BTCUSDT ETHUSDT SOLUSDT", Symbols((await CallAsync(client, "GET", "/api/console/config")).Body["config"]!["whitelist"]!));

        var (rolled, back) = await CallAsync(client, "POST", "/api/config/rollback", $$"""{"version_tag": "{{first}}"}""");
        Assert.Equal((200, first), (rolled, back["rolled_back_to"]!.GetValue<string>()));
        Assert.Equal("BTCUSDT ETHUSDT DOGEUSDT", Symbols((await CallAsync(client, "GET", Path)).Body));
    }

    [Fact]
    public async Task Removed_WithAnOpenPosition_StaysClosable_AlsoAfterAStart_AndTheListIsKept()
    {
        await using var titan = await LiveConsole.StartAsync(Three);
        await titan.HoldAsync(("ETHUSDT", "Buy", 0.5m));
        using (var client = titan.Client())
        {
            var (status, answer) = await CallAsync(client, "POST", Path, """{"action": "remove", "symbol": "ETHUSDT", "reason": "too thin"}""");
            Assert.Equal(200, status);
            Assert.Contains("What is open in ETHUSDT keeps its stop", answer["message"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        await titan.RestartAsync();
        using var again = titan.Client();
        Assert.Equal("BTCUSDT DOGEUSDT", Symbols((await CallAsync(again, "GET", Path)).Body));
        Assert.Contains(titan.Engine.Snapshot.Alerts, alert => alert.Code == "CONFIG_OUTRANKS_FILES");
        await titan.UntilAsync(snapshot => snapshot.Positions is [{ MarkPrice: not null }], "the position priced");
        var (closed, flat) = await CallAsync(again, "POST", "/api/positions/ETHUSDT/close", "{}");
        Assert.True(closed == 200, flat.ToJsonString());
        Assert.Empty(await titan.VenueHoldsAsync());
    }

    [Fact]
    public async Task Wrong_IsNamedAndChangesNothing()
    {
        await using var titan = await LiveConsole.StartAsync(Three);
        using var client = titan.Client();
        (string Body, int Status, string Error, string[] Fields)[] calls =
        [
            ("""{"action": "add", "symbol": "BTCUSDT"}""", 409, "SYMBOL_LISTED", []),
            ("""{"action": "remove", "symbol": "SOLUSDT"}""", 409, "SYMBOL_ABSENT", []),
            ("""{"action": "add", "symbol": "NOPEUSDT"}""", 422, "SYMBOL_UNKNOWN", ["symbol"]),
            ("""{"action": "add", "symbol": "SOL/USDT"}""", 400, "INVALID_CONFIG", ["symbol"]),
            ("""{"action": "add", "symbol": ""}""", 400, "INVALID_CONFIG", ["symbol"]),
            ("""{"action": "add"}""", 400, "INVALID_PAYLOAD", ["symbol"]),
            ("""{"action": "toggle", "symbol": "SOLUSDT"}""", 400, "INVALID_PAYLOAD", ["action"]),
            ("""{"symbol": "SOLUSDT"}""", 400, "INVALID_PAYLOAD", ["action"]),
            ("""{"action": "add", "symbols": "SOLUSDT"}""", 400, "INVALID_PAYLOAD", ["symbols"]),
            ("{}", 400, "INVALID_PAYLOAD", ["action"]),
        ];
        foreach (var (body, expected, error, fields) in calls)
        {
            var (status, answer) = await CallAsync(client, "POST", Path, body);
            Assert.True((expected, error) == (status, answer["error"]!.GetValue<string>()), $"{body}: {status} {answer.ToJsonString()}");
            Assert.All(fields, field => Assert.True(answer["errors"]!.AsObject().ContainsKey(field), answer.ToJsonString()));
        }

        var shape = (await CallAsync(client, "POST", Path, """{"action": "add", "symbol": "sol-usdt"}""")).Body["errors"]!["symbol"]![0]!.GetValue<string>();
        Assert.Equal("SOL-USDT: 2 to 20 capitals or digits, then USDT", shape);
        Assert.Equal("BTCUSDT ETHUSDT DOGEUSDT", Symbols((await CallAsync(client, "GET", Path)).Body));
        Assert.Single((await CallAsync(client, "GET", "/api/config/versions")).Body["versions"]!.AsArray());
    }

    private static string Symbols(JsonNode answer) => string.Join(' ', answer["symbols"]!.AsArray().Select(symbol => symbol!.GetValue<string>()));

    private static async Task<(int Status, JsonNode Body)> CallAsync(HttpClient client, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
