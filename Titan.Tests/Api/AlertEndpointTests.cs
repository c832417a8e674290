using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>Acknowledging over HTTP: one row of the audit, the first counts, no alert is 404.</summary>
public sealed class AlertEndpointTests
{
    private static readonly HistoryEvent Raised = new(9, Anchor.At, "FEED_LOST", "High", "Bybit connection lost", null, null);

    [Fact]
    public async Task Ack_OfAnAlert_SaysWhoAndStaysWithTheFirst()
    {
        await using var host = await ConsoleHost.StartAsync(configure: builder => builder.Services.AddSingleton<IArchive>(new StagedArchive { Events = [Raised] }));

        var (status, first) = await PostAsync(host, "/api/alerts/9/ack", """{"reason":"on it"}""");
        var (_, second) = await PostAsync(host, "/api/alerts/9/ack", """{"reason":"me too"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("on it", first["ack"]!["note"]!.GetValue<string>());
        Assert.Equal("on it", second["ack"]!["note"]!.GetValue<string>());
        Assert.Equal(first["ack"]!["by"]!.GetValue<string>(), second["ack"]!["by"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/api/alerts/77/ack", HttpStatusCode.NotFound, "ALERT_NOT_FOUND")]
    [InlineData("/api/alerts/nine/ack", HttpStatusCode.BadRequest, "INVALID_PAYLOAD")]
    public async Task Ack_OfNoAlert_IsRefused(string path, HttpStatusCode expected, string code)
    {
        await using var host = await ConsoleHost.StartAsync(configure: builder => builder.Services.AddSingleton<IArchive>(new StagedArchive { Events = [Raised] }));

        var (status, body) = await PostAsync(host, path, "{}");

        Assert.Equal((expected, code), (status, body["error"]!.GetValue<string>()));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(ConsoleHost host, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await host.Client().PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
