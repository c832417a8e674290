using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>The way back to a version: what it changes from now, why, and the engine's own words when it refuses.</summary>
public sealed class ReturnDialogTests
{
    [Fact]
    public async Task Versions_WithoutTheRight_OfferNothing()
    {
        await using var face = LimitsTabTests.Staged("Operator");
        var page = Versions(face);
        Assert.Equal(2, page.FindAll("tbody button").Count);
        Assert.All(page.FindAll("tbody button"), button => Assert.True(button.HasAttribute("disabled")));
        Assert.Contains("Needs Risk Manager.", page.Find("#versions-restricted").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_ToASaferVersion_IsReviewedAndSentByOneClick()
    {
        await using var face = LimitsTabTests.Staged();
        face.Engine.Answer = _ => Task.FromResult(LimitsTabTests.Accepted("2026-11-21T03:14:22Z", "Risk:MaxLeverage", "20", "10"));
        var page = Versions(face);
        await page.FindAll("tbody button")[0].ClickAsync();

        var dialog = page.Find("[role=alertdialog]");
        Assert.Equal("Return to version 2026-11-21T02:00:00Z?", dialog.QuerySelector("h2")!.TextContent);
        Assert.Equal(("20×", "10×"), (dialog.QuerySelector(".old")!.TextContent, dialog.QuerySelector(".new")!.TextContent));
        await page.Find("#return-reason").InputAsync("too wide");
        await page.FindAll("[role=alertdialog] footer button").Single(button => button.TextContent.Trim() == "Return to it").ClickAsync();

        var sent = Assert.IsType<RollbackSettingsCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal(("2026-11-21T02:00:00Z", "too wide", null), (sent.Target.Tag, sent.Reason, sent.Confirm));
        Assert.Empty(page.FindAll("[role=alertdialog]"));
        Assert.Contains("Version 2026-11-21T03:14:22Z is in force.", page.Find(".saved").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_ThatNeedsAStart_ShowsTheNamedSettings()
    {
        await using var face = LimitsTabTests.Staged();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Refused("NEEDS_A_START", "Version 2026-11-21T02:00:00Z has other settings that are read at a start only: Execution:MinDepthUsd=20000. Set them and start Titan again."));
        var page = Versions(face);
        await page.FindAll("tbody button")[0].ClickAsync();
        await page.FindAll("[role=alertdialog] footer button").Single(button => button.TextContent.Trim() == "Return to it").ClickAsync();

        Assert.Contains("Execution:MinDepthUsd=20000", page.Find("[role=alertdialog] .refused").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("[role=alertdialog] #return-reason"));
    }

    [Fact]
    public async Task Return_ToWhatIsSoAlready_SaysThatNothingDiffers()
    {
        await using var face = LimitsTabTests.Staged();
        var page = Versions(face);
        await page.FindAll("tbody button")[1].ClickAsync();
        Assert.Contains("Nothing differs from what is in force.", page.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal);
        Assert.True(page.FindAll("[role=alertdialog] footer button")[^1].HasAttribute("disabled"));
        await page.Find("[role=alertdialog]").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });
        Assert.Empty(page.FindAll("[role=alertdialog]"));
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task Return_ToALooserVersion_NeedsAReasonAndItsWord()
    {
        await using var face = LimitsTabTests.Staged();
        face.Diary.Settings.Add(Older(new TitanConfig { Risk = new RiskConfig { MaxLeverage = 30m } }));
        var page = Versions(face);
        await page.FindAll("tbody button")[2].ClickAsync();
        Assert.True(page.FindAll("[role=alertdialog] footer button")[^1].HasAttribute("disabled"));
        await page.Find("#return-reason").InputAsync("agreed");
        await page.FindAll("[role=alertdialog] footer button")[^1].ClickAsync();
        await page.Find(".asking input").InputAsync("LEVERAGE");
        await page.Find(".asking form").SubmitAsync();
        Assert.Equal("LEVERAGE", Assert.IsType<RollbackSettingsCommand>(Assert.Single(face.Engine.Commands)).Confirm);
    }

    [Fact]
    public async Task Return_ToAnotherWhitelist_NamesWhatComesAndGoes()
    {
        await using var face = LimitsTabTests.Staged();
        face.Engine.Publish(snapshot => snapshot with { Identity = snapshot.Identity with { Whitelist = ["BTCUSDT", "ETHUSDT"] } });
        face.Diary.Settings.Add(Older(new TitanConfig { Whitelist = new WhitelistConfig { Symbols = ["BTCUSDT", "DOTUSDT"] } }));
        var page = Versions(face);
        Assert.StartsWith("Whitelist  ADAUSDT", page.FindAll("tbody tr")[2].QuerySelector(".change")!.TextContent, StringComparison.Ordinal);
        await page.FindAll("tbody button")[2].ClickAsync();

        var row = page.Find("[role=alertdialog] tbody tr");
        Assert.Equal(("ETHUSDT", "DOTUSDT", "more may be entered"), (row.QuerySelector("s")!.TextContent, row.QuerySelector("b")!.TextContent, row.QuerySelector(".tag")!.TextContent.Trim()));
        await page.FindAll("[role=alertdialog] footer button")[^1].ClickAsync();
        Assert.IsType<RollbackSettingsCommand>(Assert.Single(face.Engine.Commands));
    }

    private static SettingsEntry Older(TitanConfig config) =>
        new(2, Anchor.At, new SettingsAccepted("2026-11-19T08:00:00Z", "z", "api", "ann", "other days", config.Risk, ConfigVersion.Write(config), true));

    private static IRenderedComponent<Settings> Versions(Face face)
    {
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/settings?group=versions");
        return face.Render<Settings>();
    }
}
