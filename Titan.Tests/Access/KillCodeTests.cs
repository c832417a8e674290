using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Kernel;
using Titan.Tests.Simulator.Support;
using Titan.Tests.Support;
using Titan.Web.Access;

namespace Titan.Tests.Access;

/// <summary>What the kill switch asks: the word, then the account's own code; three wrong ones cost a minute and never lock out.</summary>
public sealed class KillCodeTests
{
    [Theory]
    [InlineData("KILL", 200)]
    [InlineData(" KILL ", 200)]
    [InlineData("kill", 403)]
    [InlineData("123456", 403)]
    public async Task Kill_WithoutACodeSet_AsksTheWord(string code, int expected)
    {
        await using var host = await ConsoleHost.StartAsync();

        var (status, body) = await host.CallAsync("POST", "/api/emergency/kill", $$"""{"code":"{{code}}","reason":"test"}""");

        Assert.Equal(expected, status);
        Assert.Equal(expected == 200 ? 1 : 0, host.Engine.Acts.OfType<KillCommand>().Count());
        Assert.True(expected == 200 || body["errors"]!["code"]![0]!.GetValue<string>().Contains("the word KILL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"code":""}""")]
    [InlineData("""{"code":null}""")]
    public async Task Kill_WithoutACodeGiven_NamesTheFieldAndCountsNothing(string? json)
    {
        await using var host = await ConsoleHost.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            var (status, body) = await host.CallAsync("POST", "/api/emergency/kill", json);
            Assert.Equal((400, true), (status, body["errors"]!["code"] is not null));
        }

        var (after, _) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"KILL"}""");
        Assert.Equal(200, after);
    }

    [Fact]
    public async Task Code_OnceSet_IsAskedInsteadOfTheWordAndKeptOnlyAsAHash()
    {
        await using var host = await ConsoleHost.StartAsync();

        var (set, _) = await host.CallAsync("POST", "/api/account/kill-code", $$"""{"password":"{{ConsoleHost.Password}}","code":"274951"}""");
        var (word, refused) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"KILL"}""");
        var (right, _) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"274951"}""");
        var (_, account) = await host.CallAsync("GET", "/api/account");

        Assert.Equal((200, 403, 200), (set, word, right));
        Assert.Equal("code", refused["details"]!["asks"]!.GetValue<string>());
        Assert.True(account["killCodeSet"]!.GetValue<bool>());
        var audit = host.Engine.Commands.OfType<RecordAuditCommand>().Where(row => row.Action is "set-kill-code" or "kill-code").ToArray();
        Assert.Equal([("set-kill-code", "Done"), ("kill-code", "Refused")], audit.Select(row => (row.Action, row.Result)));
        Assert.DoesNotContain(host.Engine.Commands, command => command.ToString().Contains("274951", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"code":"274951"}""", 403, "password")]
    [InlineData("""{"password":"not it","code":"274951"}""", 403, "password")]
    [InlineData("""{"password":"a-password-for-tests"}""", 400, "code")]
    [InlineData("""{"password":"a-password-for-tests","code":"12345"}""", 400, "code")]
    [InlineData("""{"password":"a-password-for-tests","code":"1234567"}""", 400, "code")]
    [InlineData("""{"password":"a-password-for-tests","code":"12345x"}""", 400, "code")]
    [InlineData("""{"password":"a-password-for-tests","code":"١٢٣٤٥٦"}""", 400, "code")]
    [InlineData("""{"password":"a-password-for-tests","code":123456}""", 400, "code")]
    public async Task Code_SetWrongly_NamesTheFieldAndTheWordStillHolds(string json, int expected, string field)
    {
        await using var host = await ConsoleHost.StartAsync();

        var (status, body) = await host.CallAsync("POST", "/api/account/kill-code", json);
        var (kill, _) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"KILL"}""");

        Assert.Equal((expected, true), (status, body["errors"]![field] is not null));
        Assert.Equal(200, kill);
    }

    [Fact]
    public async Task Code_WrongThreeTimes_WaitsAMinuteSaysHowLongAndFlattenNeedsNone()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        await using var host = await ConsoleHost.StartAsync(configure: builder => builder.Services.AddSingleton(new WallClock(clock)));
        for (var i = 0; i < 2; i++)
        {
            var (_, wrong) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"000000"}""");
            Assert.Equal("WRONG_KILL_CODE", wrong["error"]!.GetValue<string>());
        }

        var (third, waits) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"000000"}""");
        clock.Advance(TimeSpan.FromSeconds(18));
        var (during, still) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"KILL"}""");
        var (flatten, _) = await host.CallAsync("POST", "/api/emergency/flatten");
        clock.Advance(TimeSpan.FromSeconds(43));
        var (after, _) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"KILL"}""");

        Assert.Equal((403, 60), (third, waits["details"]!["retry_after_seconds"]!.GetValue<int>()));
        Assert.Equal((403, "KILL_CODE_WAIT", 42), (during, still["error"]!.GetValue<string>(), still["details"]!["retry_after_seconds"]!.GetValue<int>()));
        Assert.Equal((200, 200), (flatten, after));
        Assert.Single(host.Engine.Acts.OfType<KillCommand>());
    }

    [Fact]
    public async Task Code_WrongThreeTimesByOne_DelaysNobodyElse()
    {
        await using var host = await ConsoleHost.StartAsync();
        await host.AddAccountAsync("ada", Roles.Operator);
        for (var i = 0; i < 3; i++)
        {
            await host.CallAsync("POST", "/api/emergency/kill", """{"code":"000000"}""");
        }

        var (status, _) = await host.CallAsync("POST", "/api/emergency/kill", """{"code":"KILL"}""", "ada");

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task Codes_GuessedSideBySide_AreAllCounted()
    {
        await using var host = await ConsoleHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.CallAsync("POST", "/api/emergency/kill", $$"""{"code":"00000{{i}}"}""")));

        Assert.All(answers, answer => Assert.Equal(403, answer.Status));
        Assert.Equal(2, answers.Count(answer => answer.Body["error"]!.GetValue<string>() == "WRONG_KILL_CODE"));
    }
}
