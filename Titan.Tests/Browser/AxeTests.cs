using System.Text.Json;

namespace Titan.Tests.Browser;

/// <summary>axe finds nothing to complain about on any page, wide and narrow, dark and light; no page asks another host for anything.</summary>
[Collection(BrowserTests.Name)]
public sealed class AxeTests(BrowserFixture fixture, AxeScript axe, AxeHost host) : IClassFixture<AxeScript>, IClassFixture<AxeHost>
{
    public static TheoryData<string, int, int, string> Pages()
    {
        var data = new TheoryData<string, int, int, string>();
        foreach (var path in (string[])["/", "/phase-1", "/positions", "/positions/history", "/positions/history?tab=orders", "/reconcile", "/checklists/hand-over", "/why", "/alerts", "/alerts?tab=events", "/alerts?tab=audit", "/settings", "/settings?group=keys", "/settings?group=versions", "/settings?group=assets", "/system"])
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

        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, path, theme);
        var foreign = await console.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(one => one.name).filter(name => !name.startsWith(location.origin))");

        await console.PictureAsync($"{(path == "/" ? "overview" : path[1..].Replace('/', '-').Replace('?', '-').Replace('=', '-'))}-axe-{width}-{theme}");
        await console.Page.EvaluateAsync(axe.Source);
        var found = await console.Page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.map(one => ({ id: one.id, help: one.help, nodes: one.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary) })))");

        Assert.True(found.GetArrayLength() == 0, $"{path} at {width}: {found}");
        Assert.Empty(foreign);
        Assert.Equal(0, await console.OverflowAsync());
    }
}
