using System.Net;
using System.Text.RegularExpressions;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Tests.ConsoleTests;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;

namespace Titan.Tests.OnCall;

/// <summary>The plain page: small, without script, honest about its age; its forms act once and only for who may.</summary>
public sealed partial class OnCallTests
{
    [Fact]
    public async Task Page_WithoutSignIn_LeadsToTheForm_AndPostsNothing()
    {
        await using var host = await StartAsync();
        using var client = host.Client(signedIn: false);

        using var page = await client.GetAsync(Path("/oncall"));
        using var post = await client.PostAsync(Path("/oncall/flatten"), Fields(("confirm", "yes")));

        Assert.Equal("/sign-in?returnUrl=%2Foncall", page.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, post.StatusCode);
        Assert.Empty(host.Engine.Acts);
    }

    [Fact]
    public async Task Page_WithHundredPositions_IsSmall_HasNoScript_AndSaysItsAge()
    {
        await using var host = await StartAsync();
        var many = Enumerable.Range(0, 100).Select(n => Anchor.Btc(Now) with { Position = Anchor.Btc(Now).Position with { Instrument = new InstrumentId($"COIN{n}USDT") } });
        host.Engine.Publish(Anchor.SnapshotAt(Now) with { Positions = [.. many] });

        var html = await PageAsync(host, "/oncall");

        Assert.InRange(html.Length, 2_000, 50_000);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@font-face", html, StringComparison.Ordinal);
        Assert.Matches(@"As of \d\d:\d\d:\d\d UTC, <span[^>]*>[\d.]+ s old", html);
        Assert.Contains("and 70 more; flatten closes all of them.", html, StringComparison.Ordinal);
        Assert.Contains("100 positions", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhenTheEngineIsSilent_LooksOldAndKnowsNoArm()
    {
        await using var host = await StartAsync();
        host.Engine.Publish(Anchor.SnapshotAt(Now.AddSeconds(-90)));

        var html = await PageAsync(host, "/oncall");

        Assert.Contains("These figures are old.", html, StringComparison.Ordinal);
        Assert.Contains(">UNKNOWN</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ShowsNakedSecondsOrdersAlertsAndTheLastReceipt()
    {
        await using var host = await StartAsync();
        var sol = Anchor.Sol(Now);
        host.Engine.Publish(Anchor.SnapshotAt(Now) with
        {
            Positions = [sol with { Position = sol.Position with { CoveredQuantity = 0m, StopLoss = null }, NakedSecondsNow = 41, NakedSecondsTotal = 45 }],
            WorkingOrders = [Anchor.Entry(Now)],
            LastFlatten = FlattenReceiptTests.Receipt(Now),
        });

        var html = WebUtility.HtmlDecode(await PageAsync(host, "/oncall"));

        Assert.Contains("no stop · 0.0 of 32.6 covered, naked 41 s now · 45 s naked in total", html, StringComparison.Ordinal);
        Assert.Contains("1 of 1 position", html, StringComparison.Ordinal);
        Assert.Contains("XRPUSDT BUY 410 @ 2.1174 · entry · Accepted", html, StringComparison.Ordinal);
        Assert.Contains("API round trip 128 ms > 100 ms", html, StringComparison.Ordinal);
        Assert.Contains("32.6 closed meanwhile by its stop", html, StringComparison.Ordinal);
        Assert.Contains("/api/emergency/receipts/flatten-9?format=csv", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NeverOffersToArm()
    {
        await using var host = await StartAsync();

        var html = await PageAsync(host, "/oncall");

        Assert.Equal(["cancel", "disarm", "flatten", "kill", "pause"], FormActs(html).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Flatten_WhileOneRuns_ShowsHowFarItIsAndAsksAgainByItself()
    {
        await using var host = await StartAsync();
        host.Engine.Publish(Anchor.SnapshotAt(Now) with
        {
            Positions = [Anchor.Sol(Now)],
            Flatten = new FlattenRun { Correlation = new CorrelationId("flatten-9"), By = "anna", Reason = "Market move", StartedAt = Now, Stage = FlattenStage.Closing, Legs = [new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = 1m, ClosedQuantity = 1m, ClosedValue = 91_500m }, new FlattenLeg { Symbol = "SOLUSDT", SignedQuantity = -32.6m, Problem = "110007 not enough" }] },
        });

        var html = WebUtility.HtmlDecode(await PageAsync(host, "/oncall/flatten"));

        Assert.Contains("Flattening, 1 of 2 closed", html, StringComparison.Ordinal);
        Assert.Contains("""<meta http-equiv="refresh" content="3" />""", html, StringComparison.Ordinal);
        Assert.Contains("SOLUSDT is still open: 110007 not enough.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flatten_WithoutTheTick_AsksForItAndDoesNothing()
    {
        await using var host = await StartAsync();
        using var client = host.Client();

        var (status, html) = await PostAsync(client, "/oncall/flatten", ("reason", "x"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Tick the box: this will close ALL positions. Nothing was done.", html, StringComparison.Ordinal);
        Assert.Empty(host.Engine.Acts);
    }

    [Fact]
    public async Task Flatten_ByBasic_NeedsNoTokenAndAnswersWithTheReceipt()
    {
        await using var host = await StartAsync();
        host.Engine.Answer = _ => CommandResult.Done("Flat. The venue confirms 0 positions and 0 orders.") with { Receipt = FlattenReceiptTests.Receipt(Now) };
        using var client = host.Client();

        var (status, html) = await PostAsync(client, "/oncall/flatten", ("confirm", "yes"), ("reason", "news"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Flat. The venue confirms 0 positions and 0 orders.", html, StringComparison.Ordinal);
        Assert.Contains("2.61 s to the venue&#x27;s word", html, StringComparison.Ordinal);
        var sent = Assert.IsType<FlattenCommand>(Assert.Single(host.Engine.Acts));
        Assert.Equal(("titan_admin", "oncall", "news"), (sent.Author.Name, sent.Author.Door, sent.Reason));
    }

    [Fact]
    public async Task Flatten_NotFlatInTime_SaysWhatIsLeft()
    {
        await using var host = await StartAsync();
        host.Engine.Answer = _ => new CommandResult(CommandStatus.StillRunning, "FLATTEN_STILL_RUNNING", "Not flat yet; Titan goes on until the venue says flat.") { Rows = [new CommandRow("SOLUSDT", false, null, null, "110007 not enough")] };
        using var client = host.Client();

        var (status, html) = await PostAsync(client, "/oncall/flatten", ("confirm", "yes"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Not flat yet", html, StringComparison.Ordinal);
        Assert.Contains("110007 not enough", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithTheCookie_NeedsItsToken()
    {
        await using var host = await StartAsync();
        using var browser = await SignedInAsync(host);

        var (status, html) = await PostAsync(browser, "/oncall/disarm");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Nothing was done", html, StringComparison.Ordinal);
        Assert.Empty(host.Engine.Acts);
    }

    [Fact]
    public async Task Form_FromAnotherSite_IsRefused()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(client, "/oncall/disarm")).Status);
        Assert.Empty(host.Engine.Acts);
    }

    [Fact]
    public async Task Form_SentTwice_ActsOnceAndShowsTheFirstOutcome()
    {
        await using var host = await StartAsync();
        host.Engine.Answer = _ => CommandResult.Done("Closed BTCUSDT.") with { Rows = [new CommandRow("BTCUSDT", true, null, 91_500.1m)] };
        using var browser = await SignedInAsync(host);
        var form = FormOf(await browser.GetStringAsync(Path("/oncall/close/BTCUSDT")), "close/BTCUSDT");

        var first = await PostAsync(browser, "/oncall/close/BTCUSDT", [.. form, ("confirm", "yes")]);
        var second = await PostAsync(browser, "/oncall/close/BTCUSDT", [.. form, ("confirm", "yes")]);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Single(host.Engine.Acts.OfType<ClosePositionCommand>());
        Assert.DoesNotContain("This form was sent before.", first.Html, StringComparison.Ordinal);
        Assert.Contains("This form was sent before. Nothing was done again", second.Html, StringComparison.Ordinal);
        Assert.Contains("Closed BTCUSDT.", second.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_OfAnotherActOrAccount_DoesNothing()
    {
        await using var host = await StartAsync();
        using var browser = await SignedInAsync(host);
        var form = FormOf(await browser.GetStringAsync(Path("/oncall")), "disarm");

        var (status, html) = await PostAsync(browser, "/oncall/flatten", [.. form, ("confirm", "yes")]);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("not drawn for this account and act", html, StringComparison.Ordinal);
        Assert.Empty(host.Engine.Acts);
    }

    [Fact]
    public async Task Kill_WithAWrongWord_Is403_AndTheSameFormMayTryAgain()
    {
        await using var host = await StartAsync();
        host.Engine.Answer = command => CommandResult.Done("Killed: LOCKED, paused, flat.") with { Steps = [new ActStep("LOCK", true, "LOCKED"), new ActStep("FLATTEN", true, "the venue says flat")] };
        using var browser = await SignedInAsync(host);
        var form = FormOf(await browser.GetStringAsync(Path("/oncall/kill")), "kill");

        var wrong = await PostAsync(browser, "/oncall/kill", [.. form, ("code", "KLIL")]);
        Assert.Empty(host.Engine.Acts);
        var right = await PostAsync(browser, "/oncall/kill", [.. form, ("code", "KILL")]);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (wrong.Status, right.Status));
        Assert.Contains("FLATTEN ALL needs no code and works now.", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("the venue says flat", right.Html, StringComparison.Ordinal);
        Assert.IsType<KillCommand>(Assert.Single(host.Engine.Acts));
    }

    [Theory]
    [InlineData("Viewer", "disarm", HttpStatusCode.Forbidden)]
    [InlineData("Viewer", "flatten", HttpStatusCode.Forbidden)]
    [InlineData("Viewer", "kill", HttpStatusCode.Forbidden)]
    [InlineData("Admin", "disarm", HttpStatusCode.OK)]
    [InlineData("Admin", "resume", HttpStatusCode.Forbidden)]
    [InlineData("Operator", "resume", HttpStatusCode.OK)]
    public async Task Act_ByRole_IsAsTheTableSays(string role, string act, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        await host.AddAccountAsync("ada", role);
        using var client = host.Client(name: "ada");

        Assert.Equal(expected, (await PostAsync(client, $"/oncall/{act}", ("confirm", "yes"), ("code", "KILL"))).Status);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, host.Engine.Acts.Count);
    }

    [Fact]
    public async Task Viewer_SeesThePage_AndEveryButtonSaysWhatItNeeds()
    {
        await using var host = await StartAsync();
        await host.AddAccountAsync("ada", "Viewer");
        using var client = host.Client(name: "ada");

        var html = await client.GetStringAsync(Path("/oncall"));

        Assert.Contains("2,450.00 USDT", html, StringComparison.Ordinal);
        Assert.Equal(5, Buttons().Count(html));
        Assert.Equal(5, DisabledButtons().Count(html));
        Assert.Contains("Needs Operator, Risk Manager or Admin.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("protective", true)]
    [InlineData("other", false)]
    public async Task Cancel_TakesProtectionOnlyWhenTicked(string box, bool protective)
    {
        await using var host = await StartAsync();
        using var client = host.Client();

        await PostAsync(client, "/oncall/cancel", (box, "yes"));

        Assert.Equal(protective, Assert.IsType<CancelAllCommand>(Assert.Single(host.Engine.Acts)).IncludeProtective);
    }

    [Theory]
    [InlineData("disarm", typeof(DisarmCommand))]
    [InlineData("pause", typeof(PauseCommand))]
    [InlineData("resume", typeof(PauseCommand))]
    public async Task OnePress_IsEnough(string act, Type command)
    {
        await using var host = await StartAsync();
        using var client = host.Client();

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, $"/oncall/{act}")).Status);
        Assert.IsType(command, Assert.Single(host.Engine.Acts));
    }

    [Fact]
    public async Task Refusal_OfTheEngine_IsSaidInItsWords()
    {
        await using var host = await StartAsync();
        host.Engine.Answer = _ => CommandResult.Refused("FLATTEN_RUNNING", "A flatten is running: f-1.") with { RunningId = "f-1" };
        using var client = host.Client();

        var (status, html) = await PostAsync(client, "/oncall/flatten", ("confirm", "yes"));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("A flatten is running: f-1.", html, StringComparison.Ordinal);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static async Task<ConsoleHost> StartAsync()
    {
        var host = await ConsoleHost.StartAsync();
        host.Engine.Publish(Anchor.SnapshotAt(Now));
        return host;
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static FormUrlEncodedContent Fields(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static async Task<string> PageAsync(ConsoleHost host, string path)
    {
        using var client = host.Client();
        return await client.GetStringAsync(Path(path));
    }

    private static async Task<(HttpStatusCode Status, string Html)> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        using var content = Fields(fields);
        using var answer = await client.PostAsync(Path(path), content);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Replace("'", "&#x27;", StringComparison.Ordinal));
    }

    private static IEnumerable<string> FormActs(string html) => FormTag().Matches(html).Select(match => match.Groups[1].Value);

    // The hidden fields of one form, as a browser would send them.
    private static (string Name, string Value)[] FormOf(string html, string act)
    {
        var start = html.IndexOf($"action=\"/oncall/{act}\"", StringComparison.Ordinal);
        Assert.True(start >= 0, $"no form {act}");
        var body = html[start..html.IndexOf("</form>", start, StringComparison.Ordinal)];
        return [.. HiddenField().Matches(body).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)))];
    }

    private static async Task<HttpClient> SignedInAsync(ConsoleHost host)
    {
        var client = new HttpClient(new CookieKeeper(host.Server.CreateHandler())) { BaseAddress = host.Server.BaseAddress };
        var form = HiddenField().Matches(await client.GetStringAsync(Path("/sign-in?returnUrl=/oncall"))).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        using var content = Fields([.. form, ("username", "titan_admin"), ("password", ConsoleHost.Password)]);
        using var answer = await client.PostAsync(Path("/sign-in"), content);
        Assert.Equal("/oncall", answer.Headers.Location?.ToString());
        return client;
    }

    [GeneratedRegex("<form method=\"post\" action=\"/oncall/([^\"]+)\"")]
    private static partial Regex FormTag();

    [GeneratedRegex("<button type=\"submit\"")]
    private static partial Regex Buttons();

    [GeneratedRegex("<button type=\"submit\" disabled")]
    private static partial Regex DisabledButtons();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();

    // The test server knows no cookies; a browser does.
    private sealed class CookieKeeper(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly CookieContainer _cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
            {
                request.Headers.Add("Cookie", header);
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    _cookies.SetCookies(request.RequestUri!, cookie);
                }
            }

            return answer;
        }
    }
}
