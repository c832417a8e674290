using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>The API document and its page: behind sign-in, complete for the hands, and nothing fetched from elsewhere.</summary>
public sealed class ApiDocumentTests
{
    [Fact]
    public async Task Document_ListsEveryActWithItsBody()
    {
        await using var host = await ConsoleHost.StartAsync();

        var (status, document) = await host.CallAsync("GET", "/openapi/v1.json");

        Assert.Equal(200, status);
        var paths = document["paths"]!.AsObject();
        foreach (var path in (string[])["/api/emergency/kill", "/api/emergency/release", "/api/emergency/flatten", "/api/console/cancel-all", "/api/positions/{symbol}/close", "/api/positions/{symbol}/modify", "/api/state/reconcile", "/api/circuit-breaker/reset", "/api/account/kill-code"])
        {
            Assert.True(paths[path]?["post"]?["requestBody"] is not null, path);
            Assert.False(string.IsNullOrEmpty(paths[path]!["post"]!["summary"]?.GetValue<string>()), path);
        }

        var body = paths["/api/positions/{symbol}/modify"]!["post"]!["requestBody"]!.ToJsonString() + document["components"]!.ToJsonString();
        Assert.Contains("stop_loss", body, StringComparison.Ordinal);
        Assert.NotNull(paths["/api/orders/{id}"]?["delete"]);
        Assert.NotNull(paths["/api/signals"]?["get"]);
    }

    [Fact]
    public async Task DocumentAndPage_WithoutSignIn_AreClosed()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var client = host.Client(signedIn: false);

        using var document = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        using var page = await client.GetAsync(new Uri("/swagger/index.html", UriKind.Relative));

        Assert.Equal((401, 302), ((int)document.StatusCode, (int)page.StatusCode));
    }

    [Fact]
    public async Task Page_SignedIn_LoadsNothingFromElsewhere()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var client = host.Client();

        var page = await client.GetStringAsync(new Uri("/swagger/index.html", UriKind.Relative));

        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", page, StringComparison.Ordinal);
    }
}
