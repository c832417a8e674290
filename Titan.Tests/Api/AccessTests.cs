using System.Net;
using System.Text.RegularExpressions;
using Titan.Tests.Support;

namespace Titan.Tests.Api;

/// <summary>The doors exactly as design 3: which are open, and what the others ask first.</summary>
public sealed partial class AccessTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/sign-in")]
    public async Task OpenDoor_WithoutSignIn_Answers(string path)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var answer = await host.Client(signedIn: false).GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/status")]
    [InlineData("GET", "/api/state/positions")]
    [InlineData("POST", "/api/emergency/flatten")]
    [InlineData("POST", "/api/no-such-thing")]
    [InlineData("GET", "/ws")]
    [InlineData("GET", "/cells")]
    [InlineData("POST", "/webhook")]
    public async Task ClosedDoor_WithoutSignIn_Is401AndNothingIsDone(string method, string path)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? new StringContent("{ not json") : null };
        using var answer = await host.Client(signedIn: false).SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("application/problem+json", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Engine.Commands, command => command is not Titan.Engine.Kernel.RecordAuditCommand);
    }

    [Fact]
    public async Task Page_WithoutSignIn_LeadsToTheForm()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var answer = await host.Client(signedIn: false).GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task StateChangingCall_FromAnotherSite_IsRefused(string header, string value)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/emergency/flatten");
        request.Headers.Add(header, value);
        using var answer = await host.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(host.Engine.Acts);
    }

    [Fact]
    public async Task Password_FiveTimesWrong_LocksOutButNeverAStoppingActWithTheRightOne()
    {
        await using var host = await ConsoleHost.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await host.Client(password: $"wrong-{i}").GetAsync(new Uri("/api/status", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var read = await host.Client().GetAsync(new Uri("/api/status", UriKind.Relative));
        using var stop = await host.Client().PostAsync(new Uri("/api/emergency/flatten", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
        Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
    }

    [Fact]
    public async Task SignIn_ByForm_GivesASessionAndAWrongPasswordDoesNot()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var client = host.Client(signedIn: false);
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        var cookie = page.Headers.GetValues("Set-Cookie").First().Split(';')[0];

        using var wrong = await SignInAsync(client, cookie, token, "not it");
        using var right = await SignInAsync(client, cookie, token, ConsoleHost.Password);

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Contains(right.Headers.GetValues("Set-Cookie"), value => value.StartsWith("titan=", StringComparison.Ordinal) && value.Contains("httponly", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task EveryAnswer_CarriesTheContentPolicy()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var answer = await host.Client(signedIn: false).GetAsync(new Uri("/sign-in", UriKind.Relative));

        Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string cookie, string token, string password)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["username"] = "titan_admin", ["password"] = password, ["returnUrl"] = "/", ["__RequestVerificationToken"] = token }),
        };
        request.Headers.Add("Cookie", cookie);
        return client.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
