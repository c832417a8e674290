using System.Text;
using System.Text.Json.Nodes;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>Seed 002 "Configuration Management" on the whole product: look, change, list, roll back; bad input is named field by field and changes nothing.</summary>
public sealed class ConfigEndpointTests
{
    [Fact]
    public async Task Manual_OfConfigurationManagement_Works()
    {
        await using var titan = await LiveConsole.StartAsync();
        using var client = titan.Client();

        var (_, shown) = await CallAsync(client, "GET", "/api/console/config");
        Assert.Equal((20m, 0.03m), (shown["config"]!["risk"]!["maxLeverage"]!.GetValue<decimal>(), shown["ranges"]!["risk.maxDailyDrawdown"]!["min"]!.GetValue<decimal>()));
        var first = shown["version_tag"]!.GetValue<string>();

        var (status, changed) = await CallAsync(client, "POST", "/api/console/config/risk", """{"maxRiskPerTrade": 0.02, "maxDailyDrawdown": 0.05, "maxLeverage": 10}""");
        Assert.Equal(200, status);
        Assert.Equal(["risk.maxDailyDrawdown", "risk.maxLeverage"], changed["changed"]!.AsArray().Select(change => change!["key"]!.GetValue<string>()));
        Assert.Equal(0.05m, changed["config"]!["risk"]!["maxDailyDrawdown"]!.GetValue<decimal>());
        var (_, inForce) = await CallAsync(client, "GET", "/api/status");
        Assert.Equal(0.05m, titan.Engine.Snapshot.Identity.Limits.MaxDailyDrawdown);
        Assert.Equal(titan.Engine.Snapshot.Identity.ConfigVersion, inForce["configVersion"]!.GetValue<string>());

        var (_, versions) = await CallAsync(client, "GET", "/api/config/versions");
        var newest = versions["versions"]![0]!;
        Assert.Equal((changed["version_tag"]!.GetValue<string>(), true, "titan_admin", "api"), (newest["version_tag"]!.GetValue<string>(), newest["is_active"]!.GetValue<bool>(), newest["author"]!.GetValue<string>(), newest["source"]!.GetValue<string>()));
        Assert.Equal(2, newest["changed"]!.AsArray().Count);
        Assert.Equal(first, versions["versions"]![1]!["version_tag"]!.GetValue<string>());

        var (rolled, back) = await CallAsync(client, "POST", "/api/config/rollback", $$"""{"version_tag": "{{first}}", "confirm": "LEVERAGE"}""");
        Assert.Equal((200, first), (rolled, back["rolled_back_to"]!.GetValue<string>()));
        Assert.NotEqual(first, back["version_tag"]!.GetValue<string>());
        var (_, now) = await CallAsync(client, "GET", "/api/console/config");
        Assert.Equal(shown["config"]!.ToJsonString(), now["config"]!.ToJsonString());
        Assert.Equal(shown["hash"]!.GetValue<string>(), now["hash"]!.GetValue<string>());
        Assert.Equal(3, (await CallAsync(client, "GET", "/api/config/versions")).Body["versions"]!.AsArray().Count);
    }

    [Fact]
    public async Task Wrong_IsNamedFieldByFieldAndChangesNothing()
    {
        await using var titan = await LiveConsole.StartAsync();
        using var client = titan.Client();
        var before = (await CallAsync(client, "GET", "/api/console/config")).Body.ToJsonString();
        (string Path, string Body, int Status, string[] Fields)[] calls =
        [
            ("/api/console/config/risk", """{"maxRiskPerTrade": 0.2, "maxPositions": 40, "maxLeverage": 10}""", 400, ["maxRiskPerTrade", "maxPositions"]),
            ("/api/console/config/risk", """{"maxLeverage": 30}""", 400, ["confirm"]),
            ("/api/console/config/risk", """{"maxPositions": 2.5}""", 400, ["maxPositions"]),
            ("/api/console/config/risk", """{"maxLeverag": 10}""", 400, ["maxLeverag"]),
            ("/api/console/config/risk", """{"reason": "nothing"}""", 400, ["body"]),
            ("/api/config/rollback", "{}", 400, ["version_tag"]),
            ("/api/config/rollback", """{"version_tag": "2001-01-01T00:00:00Z"}""", 404, []),
            ("/api/config/rollback", """{"version_tag": "' OR 1=1 --"}""", 404, []),
        ];
        foreach (var (path, body, expected, fields) in calls)
        {
            var (status, answer) = await CallAsync(client, "POST", path, body);
            Assert.True(status == expected, $"{body}: {status} {answer.ToJsonString()}");
            Assert.All(fields, field => Assert.True(answer["errors"]!.AsObject().ContainsKey(field), answer.ToJsonString()));
        }

        Assert.Equal(before, (await CallAsync(client, "GET", "/api/console/config")).Body.ToJsonString());
        Assert.Single((await CallAsync(client, "GET", "/api/config/versions")).Body["versions"]!.AsArray());
    }

    private static async Task<(int Status, JsonNode Body)> CallAsync(HttpClient client, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
