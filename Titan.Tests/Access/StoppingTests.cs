using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;

namespace Titan.Tests.Access;

/// <summary>Neither rate nor lock-out stands before an act that stops (design 3a), and neither opens anything else.</summary>
public sealed class StoppingTests(StoppingTests.LockedOut locked) : IClassFixture<StoppingTests.LockedOut>
{
    public static TheoryData<string, string, string> Stopping => new()
    {
        { "POST", "/api/console/master-arm", """{"enabled":false}""" },
        { "POST", "/api/emergency/flatten", "{}" },
        { "POST", "/api/emergency/flatten-all/", "{}" },
        { "POST", "/api/console/cancel-all", "{}" },
        { "POST", "/api/emergency/kill", """{"code":"KILL"}""" },
        { "POST", "/api/emergency/shutdown", "{}" },
        { "POST", "/api/emergency/pause", "{}" },
        { "POST", "/api/positions/BTCUSDT/close", "{}" },
        { "POST", "/api/positions/BTCUSDT/close", """{"quantity":0.01}""" },
        { "POST", "/api/positions/BTCUSDT/modify", """{"stop_loss":91000}""" },
        { "DELETE", "/api/orders/v1", "{}" },
    };

    [Theory]
    [MemberData(nameof(Stopping))]
    public async Task StoppingAct_OfALockedOutAccountWithTheRightPassword_IsHeard(string method, string path, string body)
    {
        var before = locked.Host.Engine.Acts.Count;

        var (status, _) = await locked.Host.CallAsync(method, path, body);

        Assert.Equal(200, status);
        Assert.Single(locked.Host.Engine.Acts.Skip(before));
    }

    [Theory]
    [InlineData("GET", "/api/status", null)]
    [InlineData("POST", "/api/console/master-arm", """{"enabled":true}""")]
    [InlineData("POST", "/api/emergency/resume", "{}")]
    [InlineData("POST", "/api/emergency/release", """{"reason":"cause was found"}""")]
    [InlineData("POST", "/api/positions/BTCUSDT/modify", """{"stop_loss":80000,"reason":"more room"}""")]
    [InlineData("POST", "/api/positions/BTCUSDT/modify", """{"take_profit":99000}""")]
    public async Task OtherAct_OfALockedOutAccount_Is401(string method, string path, string? body)
    {
        var before = locked.Host.Engine.Acts.Count;

        var (status, _) = await locked.Host.CallAsync(method, path, body);

        Assert.Equal(401, status);
        Assert.Empty(locked.Host.Engine.Acts.Skip(before));
    }

    [Fact]
    public async Task ManyCallsFromElsewhere_AreLimitedButStoppingOnesNever()
    {
        await using var host = await ConsoleHost.StartAsync(configure: FromAddresses);
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("X-Test-Remote", "203.0.113.9");
        var reads = new List<HttpStatusCode>();
        for (var i = 0; i < 80; i++)
        {
            using var answer = await client.GetAsync(new Uri("/api/status", UriKind.Relative));
            reads.Add(answer.StatusCode);
        }

        using var flatten = await client.PostAsync(new Uri("/api/emergency/flatten", UriKind.Relative), null);
        using var close = await client.PostAsync(new Uri("/api/positions/BTCUSDT/close", UriKind.Relative), null);

        Assert.Contains(HttpStatusCode.TooManyRequests, reads);
        Assert.All(reads.Take(40), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (flatten.StatusCode, close.StatusCode));
    }

    [Fact]
    public async Task ManyCallsFromThisMachine_AreNotLimited()
    {
        await using var host = await ConsoleHost.StartAsync(configure: FromAddresses);
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("X-Test-Remote", "127.0.0.1");
        for (var i = 0; i < 80; i++)
        {
            using var answer = await client.GetAsync(new Uri("/api/status", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("10.0.0.5", "titan_admin", 200)]
    [InlineData("10.0.0.5", "nobody_here", 401)]
    [InlineData("203.0.113.9", "titan_admin", 401)]
    [InlineData("127.0.0.1", "titan_admin", 401)]
    public async Task ForwardedName_IsBelievedFromTheConfiguredProxyOnlyAndMustBeAnAccount(string remote, string name, int expected)
    {
        await using var host = await ConsoleHost.StartAsync(configure: FromAddresses);
        using var client = host.Client(signedIn: false);
        client.DefaultRequestHeaders.Add("X-Test-Remote", remote);
        client.DefaultRequestHeaders.Add("X-Forwarded-User", name);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        using var answer = await client.GetAsync(new Uri("/api/status", UriKind.Relative));

        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("127.0.0.1", "198.51.100.7", false)]
    [InlineData("203.0.113.9", null, false)]
    public async Task Metrics_AreOpenToThisMachineOnly(string remote, string? forwarded, bool open)
    {
        await using var host = await ConsoleHost.StartAsync(configure: FromAddresses);
        using var client = host.Client(signedIn: false);
        client.DefaultRequestHeaders.Add("X-Test-Remote", remote);
        if (forwarded is not null)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        }

        using var answer = await client.GetAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Equal(open, answer.StatusCode == HttpStatusCode.OK);
    }

    // The test server has no addresses of its own: a header says where a call comes from.
    private static void FromAddresses(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Titan:Access:TrustedProxies"] = "10.0.0.5" });
        builder.Services.AddSingleton<IStartupFilter, RemoteAddress>();
    }

    /// <summary>A console whose account is locked out by five wrong passwords, holding a long BTC position with its stop at 90,923.5.</summary>
    public sealed class LockedOut : IAsyncLifetime
    {
        private ConsoleHost? _host;

        internal ConsoleHost Host => _host!;

        public async Task InitializeAsync()
        {
            _host = await ConsoleHost.StartAsync();
            _host.Engine.Snapshot = _host.Engine.Snapshot with { Positions = [Anchor.Btc(_host.Engine.Snapshot.At)] };
            for (var i = 0; i < 5; i++)
            {
                using var wrong = await _host.Client(password: $"wrong-{i}").GetAsync(new Uri("/api/status", UriKind.Relative));
                Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            }
        }

        public Task DisposeAsync() => _host!.DisposeAsync().AsTask();
    }

    private sealed class RemoteAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, inner) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.TryParse(context.Request.Headers["X-Test-Remote"].ToString(), out var address) ? address : null;
                return inner(context);
            });
            next(app);
        };
    }
}
