using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Settings say what is in force, from where, in which range, and show no secret; the page is a place to look for whoever may not change it.</summary>
public sealed class SettingsPageTests
{
    [Fact]
    public void Setting_FromTheValidator_HasItsRangeAndItsReading()
    {
        var risk = SettingsView.Of(new TitanConfig(), new ConfigurationBuilder().Build()).Single(group => group.Key == "Titan:Risk");
        var row = risk.Rows.Single(one => one.Key == "Titan:Risk:MaxRiskPerTrade");
        Assert.Equal(("Max risk per trade", "0.02", "2 %", "0.01 to 0.05", "default", true), (row.Name, row.Value, row.Reading, row.Range, row.Source, row.IsDefault));
    }

    [Fact]
    public void Settings_OfEverySection_AreAllListedOnce()
    {
        var groups = SettingsView.Of(new TitanConfig(), new ConfigurationBuilder().Build());
        var keys = groups.SelectMany(group => group.Rows).Select(row => row.Key).ToArray();
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Contains("Titan:Execution:OrderTimeoutMs", keys);
        Assert.Contains("Titan:Strategies:Breakout:StopAtr", keys);
        Assert.Contains("BTCUSDT, ETHUSDT", groups.SelectMany(group => group.Rows).Single(row => row.Key == "Titan:Whitelist:Symbols").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_NamedByTheProgram_SaysItIsNoDefault()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Titan:Risk:MaxLeverage"] = "10" }).Build();
        Assert.Equal(("set by the program", false), SettingsView.SourceOf(settings, "Titan:Risk:MaxLeverage"));
    }

    [Theory]
    [InlineData(null, "not set")]
    [InlineData("sim-key", "set, 7 characters")]
    [InlineData("abcdefghijklWXYZ", "•••• WXYZ")]
    public void Secret_IsNeverShownWhole(string? secret, string shown) => Assert.Equal(shown, SettingsView.Masked(secret));

    [Fact]
    public async Task Settings_OfTheKeys_HideTheSecret()
    {
        await using var face = new Face();
        face.Settings["Titan:Venues:Bybit:ApiKey"] = "key-key-key-1234";
        face.Settings["Titan:Venues:Bybit:ApiSecret"] = "hush-hush-hush";
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/settings?group=keys");
        var page = face.Render<Settings>();
        Assert.DoesNotContain("hush", page.Markup, StringComparison.Ordinal);
        Assert.Contains("•••• 1234", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_OfAnOperator_HaveNothingToPress()
    {
        await using var face = new Face();
        var page = face.Render<Settings>();
        Assert.Empty(page.FindAll("button:not([disabled]), input:not([disabled]), select, textarea"));
        Assert.Contains("All other values change at the next start.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_SetByAVersion_SaysWhichAndNotWhatTheFilesSay()
    {
        var snapshot = Anchor.Snapshot();
        await using var face = new Face(snapshot with { Identity = snapshot.Identity with { VersionTag = "2026-03-02T12:00:00Z", Risk = new RiskConfig { MaxLeverage = 10m } } });
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/settings?group=Titan:Risk");
        var page = face.Render<Settings>();
        Assert.Contains("from version 2026-03-02T12:00:00Z", page.Find("#limit-maxLeverage-note").TextContent, StringComparison.Ordinal);
        Assert.Equal("10", page.Find("#limit-maxLeverage").GetAttribute("value"));
    }

    [Fact]
    public void Whitelist_SetByAVersion_IsTheOneInForceAndSaysWhich()
    {
        var identity = Anchor.Snapshot().Identity with { VersionTag = "2026-03-02T12:00:00Z", Whitelist = ["BTCUSDT", "SOLUSDT"] };
        var row = SettingsView.Of(new TitanConfig(), new ConfigurationBuilder().Build(), identity).SelectMany(group => group.Rows).Single(one => one.Key == "Titan:Whitelist:Symbols");
        Assert.Equal(("BTCUSDT, SOLUSDT", "version 2026-03-02T12:00:00Z", false), (row.Value, row.Source, row.IsDefault));
    }

    [Fact]
    public async Task Versions_SayWhatTheyChangedByWhomAndWhy()
    {
        await using var face = new Face();
        face.Diary.Settings.AddRange(StagedDiary.WithVersions().Settings);
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/settings?group=versions");
        var rows = face.Render<Settings>().FindAll("tbody tr");
        Assert.Equal(3, rows.Count);
        Assert.Equal(["in force", "", ""], rows.Select(row => row.QuerySelector("th small")?.TextContent ?? ""));
        Assert.Equal("Max leverage 10× 20×", rows[0].QuerySelector(".change")!.TextContent);
        Assert.Contains("ann, back to 2026-11-20T08:00:00Z", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(("Max leverage 20× 10×", "quiet week"), (rows[1].QuerySelector(".change")!.TextContent, rows[1].QuerySelector(".why")!.TextContent));
        Assert.Contains("first version of this ledger", rows[2].TextContent, StringComparison.Ordinal);
    }
}
