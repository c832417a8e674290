using System.Text.Json;
using Titan.Engine.Journal;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>axe finds nothing to complain about on any page, wide and narrow, dark and light; no page asks another host for anything.</summary>
[Collection(BrowserTests.Name)]
public sealed class AxeTests(BrowserFixture fixture, AxeScript axe) : IClassFixture<AxeScript>
{
    public static TheoryData<string, int, int, string> Pages()
    {
        var data = new TheoryData<string, int, int, string>();
        foreach (var path in (string[])["/", "/phase-1", "/positions", "/positions/history", "/positions/history?tab=orders", "/reconcile", "/why", "/alerts", "/alerts?tab=events", "/alerts?tab=audit", "/settings", "/settings?group=keys", "/system"])
        {
            data.Add(path, 1400, 900, "dark");
            data.Add(path, 390, 844, "dark");
            data.Add(path, 1400, 900, "light");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_ForEveryone_HasNoViolationAndStaysAtHome(string path, int width, int height, string theme)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await FaceHost.StartAsync(
            new StagedEngine(Anchor.Snapshot() with { WorkingOrders = [Anchor.Entry(Anchor.At)] }), new StagedHistory(Anchor.Curve(Anchor.At)) { Trades = [ConsoleTests.HistoryPageTests.Trade(1), ConsoleTests.HistoryPageTests.Trade(2)] },
            new FrozenClock(Anchor.At), archive: Archive());
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, path, theme);
        var foreign = await console.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(one => one.name).filter(name => !name.startsWith(location.origin))");

        await console.PictureAsync($"{(path == "/" ? "overview" : path[1..].Replace('/', '-').Replace('?', '-').Replace('=', '-'))}-axe-{width}-{theme}");
        await console.Page.EvaluateAsync(axe.Source);
        var found = await console.Page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.map(one => ({ id: one.id, help: one.help, nodes: one.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary) })))");

        Assert.True(found.GetArrayLength() == 0, $"{path} at {width}: {found}");
        Assert.Empty(foreign);
        Assert.Equal(0, await console.OverflowAsync());
    }

    private static StagedArchive Archive()
    {
        var denied = ConsoleTests.DecisionGatesTests.Refused();
        return new StagedArchive
        {
            Events = [new HistoryEvent(9, Anchor.At, "FEED_LOST", "High", "Bybit connection lost", "BTCUSDT", "c-1"), new HistoryEvent(8, Anchor.At, "STREAM", "Info", "Public stream connected", null, null)],
            Tally = [new AlertTally(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero), "High", 2)],
            Audit = [new AuditRow(12, Anchor.At, "arm-1", "arm", "ann", "Operator", "api", "reason", "Done", null, "abcdef0123456789")],
            Orders = new OrderPage([Anchor.Entry(Anchor.At)], 1),
            Decisions = [denied],
            Trail = new DecisionTrail(denied, [], [], null),
        };
    }
}
