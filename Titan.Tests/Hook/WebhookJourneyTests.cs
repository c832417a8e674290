using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Titan.Tests.Support;

namespace Titan.Tests.Hook;

/// <summary>A sealed signal through the whole product: door, channel, gates, journal, and the answer to "why".</summary>
public sealed class WebhookJourneyTests
{
    private const string Secret = "a-secret-of-more-than-thirty-two-letters";

    [Fact]
    public async Task Signal_WhileDisarmed_IsBlockedAndWhyNamesTheGateUnderItsId()
    {
        await using var titan = await LiveConsole.StartAsync(new Dictionary<string, string?> { ["Titan:Security:HmacSecret"] = Secret });
        using var client = titan.Client();

        var prepared = await SendAsync(titan, Prepare());
        Assert.Equal((HttpStatusCode.OK, "blocked"), (prepared.Status, prepared.Body["status"]?.GetValue<string>()));
        var confirmed = await SendAsync(titan, $$"""{"signal_id":"desk-1","type":"CONFIRM","timestamp":{{Stamp()}}}""");
        Assert.Equal("CONFIRM_AFTER_REFUSAL", confirmed.Body["zombie"]?.GetValue<string>());
        var unknown = await SendAsync(titan, $$"""{"signal_id":"desk-2","type":"CONFIRM","timestamp":{{Stamp()}}}""");
        Assert.Equal((HttpStatusCode.NotFound, "PREPARE_NOT_FOUND"), (unknown.Status, unknown.Body["error"]?.GetValue<string>()));

        var why = await WhyAsync(client, "desk-1", json => json["signal"]!.AsArray().Count == 2 && json["decision"] is not null);
        Assert.Equal(("MasterArm", "MASTER_ARM_OFF", "desk-1"), (why["decision"]!["gate"]!.GetValue<string>(), why["decision"]!["reason"]!.GetValue<string>(), why["decision"]!["correlation_id"]!.GetValue<string>()));
        Assert.Equal(["SIGNAL_REFUSED", "ZOMBIE_SIGNAL"], why["signal"]!.AsArray().Select(line => line!["type"]!.GetValue<string>()));
        var zombie = await WhyAsync(client, "desk-2", _ => true);
        Assert.Equal(("not judged", true), (zombie["result"]!.GetValue<string>(), zombie["decision"] is null));
    }

    // The zone is as wide as a zone can be: the price is the market's own.
    private static string Prepare() =>
        $$"""{"signal_id":"desk-1","type":"PREPARE","symbol":"BTCUSDT","direction":"LONG","entry_zone":{"min":1,"max":1000000},"stop_loss":1,"take_profits":[1000000],"confidence":95,"leverage":10,"timestamp":{{Stamp()}}}""";

    private static string Stamp() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    // The tables for people follow the journal by a moment.
    private static async Task<JsonNode> WhyAsync(HttpClient client, string id, Func<JsonNode, bool> complete)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var answer = await client.GetAsync(new Uri($"/api/why/{id}", UriKind.Relative), limit.Token);
            if (answer.IsSuccessStatusCode && JsonNode.Parse(await answer.Content.ReadAsStringAsync(limit.Token)) is { } json && complete(json))
            {
                return json;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(LiveConsole titan, string text)
    {
        using var client = new HttpClient { BaseAddress = titan.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/webhook", UriKind.Relative)) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Source", "titan_dashboard");
        request.Headers.Add("X-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text))));
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
