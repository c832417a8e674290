using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;
using Titan.Web.Api;

namespace Titan.Tests.Api;

/// <summary>/ws and /hubs/titan: the same messages by the same numbers, answered words, a bound on clients, sign-in first.</summary>
public sealed class PushTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 3, 14, 22, TimeSpan.Zero);

    [Theory]
    [InlineData("/ws")]
    [InlineData("/hubs/titan")]
    public async Task Client_HearsTheWholePictureThenWhatHappens(string door)
    {
        await using var host = await ConsoleHost.StartAsync(configure: Quick);
        using var socket = await ConnectAsync(host, door);
        var connected = await socket.NextAsync();
        host.Engine.Happen(new JournalEntry(1_000, At, new ArmChanged(ArmState.Armed, ArmState.Locked, LockCause.Kill, "ada", "odd fills", new CorrelationId("kill-1"))));
        host.Engine.Happen(new JournalEntry(1_001, At, new CommandRecorded(new CorrelationId("kill-1"), "kill", "ada", "Operator", "api", "odd fills", "started", null)));
        host.Engine.Happen(new JournalEntry(1_002, At, new FlattenAdvanced(new CorrelationId("kill-1"), FlattenStage.Closing, 1, "1 position")));
        host.Engine.Happen(new JournalEntry(1_003, At, new Reconciled(true, 0, 0, 0, "timer")));

        var arm = await socket.UntilAsync("MASTER_ARM_CHANGE");
        var kill = await socket.UntilAsync("KILL_SWITCH");
        var flatten = await socket.UntilAsync("EMERGENCY_FLATTEN");
        var reconcile = await socket.UntilAsync("RECONCILE_RESULT");

        Assert.Equal(("CONNECTED", 1), (connected["type"]!.GetValue<string>(), connected["seq"]!.GetValue<long>()));
        Assert.Equal(2450m, connected["data"]!["equity"]!["equity"]!.GetValue<decimal>());
        Assert.Equal(("LOCKED", "ARMED"), (arm["data"]!["state"]!.GetValue<string>(), arm["data"]!["previous_state"]!.GetValue<string>()));
        Assert.Equal(("kill", "ada"), (kill["data"]!["action"]!.GetValue<string>(), kill["data"]!["operator_name"]!.GetValue<string>()));
        Assert.Equal("closing", flatten["data"]!["stage"]!.GetValue<string>());
        Assert.True(reconcile["data"]!["in_sync"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("/ws")]
    [InlineData("/hubs/titan")]
    public async Task Client_IsAnsweredAndNumberedWithoutAGap(string door)
    {
        await using var host = await ConsoleHost.StartAsync(configure: Quick);
        using var socket = await ConnectAsync(host, door);
        var seen = new List<long> { (await socket.NextAsync())["seq"]!.GetValue<long>() };
        await socket.SayAsync("PING");
        await socket.UntilAsync("PONG", seen);
        await socket.SayAsync("REQUEST_STATE");
        var state = await socket.UntilAsync("STATE_UPDATE", seen);

        Assert.Equal("DISARMED", state["data"]!["status"]!["masterArmState"]!.GetValue<string>());
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(number => (long)number), seen);
    }

    [Fact]
    public async Task Limits_ChangedWhileTheClientListens_AreToldByWhatChanged()
    {
        await using var host = await ConsoleHost.StartAsync(configure: Quick);
        using var socket = await ConnectAsync(host, "/ws");
        await socket.NextAsync();
        var tighter = new RiskConfig { MaxLeverage = 10m };
        host.Engine.Happen(new JournalEntry(1_000, At, new SettingsAccepted("2026-11-21T03:14:22Z", "a1", "api", "ada", "start", new RiskConfig(), "{}", true)));
        host.Engine.Happen(new JournalEntry(1_001, At, new SettingsAccepted("2026-11-21T03:14:23Z", "b2", "api", "ada", "quiet week", tighter, "{}", true)));
        await socket.UntilAsync("CONFIG_CHANGE");

        var change = (await socket.UntilAsync("CONFIG_CHANGE"))["data"]!;

        Assert.Equal(("2026-11-21T03:14:23Z", "ada", "quiet week"), (change["version_tag"]!.GetValue<string>(), change["author"]!.GetValue<string>(), change["reason"]!.GetValue<string>()));
        var one = Assert.Single(change["changed"]!.AsArray())!;
        Assert.Equal(("risk.maxLeverage", "20", "10"), (one["key"]!.GetValue<string>(), one["old"]!.GetValue<string>(), one["new"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Whitelist_ChangedWhileTheClientListens_IsToldByBothLists()
    {
        await using var host = await ConsoleHost.StartAsync(configure: Quick);
        using var socket = await ConnectAsync(host, "/ws");
        await socket.NextAsync();
        var usual = new TitanConfig();
        var shorter = usual with { Whitelist = usual.Whitelist.Without("DOGEUSDT") };
        host.Engine.Happen(new JournalEntry(1_000, At, new SettingsAccepted("2026-11-21T03:14:23Z", "b2", "api", "ada", "too thin", usual.Risk, ConfigVersion.Write(shorter), Whitelist: shorter.Whitelist.Symbols)));

        var change = (await socket.UntilAsync("CONFIG_CHANGE"))["data"]!;

        var one = Assert.Single(change["changed"]!.AsArray())!;
        Assert.Equal("whitelist.symbols", one["key"]!.GetValue<string>());
        Assert.Contains("DOGEUSDT", one["old"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("DOGEUSDT", one["new"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_BeyondTheLimit_IsToldToTryAgainWhicheverDoor()
    {
        await using var host = await ConsoleHost.StartAsync(configure: builder => builder.Services.AddSingleton(new PushPace { MostClients = 2 }));
        using var first = await ConnectAsync(host, "/ws");
        using var second = await ConnectAsync(host, "/hubs/titan");
        await first.NextAsync();
        await second.NextAsync();

        using var third = await ConnectAsync(host, "/ws");
        var closed = await third.ClosedAsync();
        using var fourth = await ConnectAsync(host, "/hubs/titan");
        var refused = await fourth.NextAsync();

        Assert.Equal(1013, (int)closed!);
        Assert.Equal(("ERROR", 1013), (refused["type"]!.GetValue<string>(), refused["data"]!["code"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("/ws", 401)]
    [InlineData("/hubs/titan", 401)]
    public async Task Door_WithoutSignIn_IsClosed(string door, int expected)
    {
        await using var host = await ConsoleHost.StartAsync();

        var (status, _) = await host.CallAsync("GET", door, signedIn: false);

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task PlainGetOfTheSocket_SignedIn_Is426()
    {
        await using var host = await ConsoleHost.StartAsync();

        var (status, _) = await host.CallAsync("GET", "/ws");

        Assert.Equal(426, status);
    }

    private static void Quick(WebApplicationBuilder builder) => builder.Services.AddSingleton(new PushPace { Batch = TimeSpan.FromMilliseconds(5), State = TimeSpan.FromHours(1) });

    private static Task<PushClient> ConnectAsync(ConsoleHost host, string door) => PushClient.ConnectAsync(host, door);
}
