using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Configuration;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Settings say what is in force, from where, in which range, and show no secret.</summary>
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
    public async Task Settings_HaveNothingToPress()
    {
        await using var face = new Face();
        var page = face.Render<Settings>();
        Assert.Empty(page.FindAll("button, input, select"));
        Assert.Contains("Values change at the next start.", page.Markup, StringComparison.Ordinal);
    }
}
