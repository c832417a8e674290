using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>The Assets tab: what may be entered and what is open in it, one symbol on or off after a review, the venue's refusal in its words.</summary>
public sealed class AssetsTabTests
{
    [Fact]
    public async Task Assets_WithoutTheRight_AreAListToRead()
    {
        await using var face = Staged("Operator");
        var page = Assets(face);
        Assert.Contains("Needs Risk Manager.", page.Find("#assets-restricted").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("main button:not([disabled]), section button:not([disabled]), input:not([disabled])"));
    }

    [Fact]
    public async Task Assets_SayWhatIsOpenInEach_AlsoOffTheList()
    {
        await using var face = Staged();
        var rows = Assets(face).FindAll("tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent, row => string.Join('|', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())));
        Assert.Equal("may be entered|LONG 0.052|0|Remove…", rows["BTCUSDT"]);
        Assert.Equal("may be entered|flat|1|Remove…", rows["XRPUSDT"]);
        Assert.Equal("listed, market data not followed yet|flat|0|Remove…", rows["ADAUSDT"]);
        Assert.Equal("not on the list, exits go on|SHORT 32.6|0|", rows["SOLUSDT"]);
    }

    [Theory]
    [InlineData("sol/usdt", "SOL/USDT: 2 to 20 capitals or digits, then USDT.")]
    [InlineData("BTCUSD", "BTCUSD: 2 to 20 capitals or digits, then USDT.")]
    [InlineData(" ", "empty: 2 to 20 capitals or digits, then USDT.")]
    [InlineData("btcusdt", "BTCUSDT is on the list already.")]
    public async Task Symbol_ThatCannotBe_IsSaidBesideTheField(string typed, string words)
    {
        await using var face = Staged();
        var page = Assets(face);
        await page.Find("#asset-symbol").InputAsync(typed);
        await page.Find("form.add").SubmitAsync();
        Assert.Equal(words, page.Find("#asset-note").TextContent);
        Assert.Equal("true", page.Find("#asset-symbol").GetAttribute("aria-invalid"));
        Assert.Empty(page.FindAll("[role=alertdialog]"));
    }

    [Fact]
    public async Task Symbol_Added_IsReviewedSavedAndNamedWithItsVersion()
    {
        await using var face = Staged();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Done("x") with { VersionTag = "2026-11-21T03:14:22Z", Changes = [new SettingChange("Whitelist:Symbols", "ADAUSDT,BTCUSDT", "ADAUSDT,BTCUSDT,DOTUSDT")] });
        var page = Assets(face);
        await page.Find("#asset-symbol").InputAsync(" dotusdt ");
        await page.Find("form.add").SubmitAsync();
        Assert.Equal("Add DOTUSDT to the whitelist?", page.Find("[role=alertdialog] h2").TextContent);
        await page.Find("#asset-reason").InputAsync("listed again");
        await page.Find("[role=alertdialog] footer .primary").ClickAsync();

        var sent = Assert.IsType<ChangeWhitelistCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal(("DOTUSDT", true, "listed again", "console"), (sent.Symbol, sent.Add, sent.Reason, sent.Author.Door));
        Assert.Contains("Version 2026-11-21T03:14:22Z is in force. whitelist +DOTUSDT. It may be entered as soon as its market data flow.", page.Find(".saved").TextContent, StringComparison.Ordinal);
        await page.Find(".saved button").ClickAsync();
        Assert.Equal("Return to version 2026-11-21T03:00:00Z?", page.Find("[role=alertdialog] h2").TextContent);
    }

    [Fact]
    public async Task Symbol_ThatTheVenueDoesNotList_IsRefusedInTheDialog()
    {
        await using var face = Staged();
        face.Engine.Answer = _ => Task.FromResult(new CommandResult(CommandStatus.Unlisted, "SYMBOL_UNKNOWN", "The venue lists no USDT perpetual NOPEUSDT; nothing was changed."));
        var page = Assets(face);
        await page.Find("#asset-symbol").InputAsync("NOPEUSDT");
        await page.Find("form.add").SubmitAsync();
        await page.Find("[role=alertdialog] footer .primary").ClickAsync();
        Assert.Contains("Not done: The venue lists no USDT perpetual NOPEUSDT; nothing was changed.", page.Find("[role=alertdialog] [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".saved"));
    }

    [Fact]
    public async Task Symbol_WithAPosition_IsRemovedAfterSayingWhatGoesOn()
    {
        await using var face = Staged();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Done("x") with { VersionTag = "2026-11-21T03:14:22Z", Changes = [new SettingChange("Whitelist:Symbols", "ADAUSDT,BTCUSDT", "ADAUSDT")] });
        var page = Assets(face);
        await page.Find("tbody [aria-label='Remove BTCUSDT']").ClickAsync();
        Assert.Contains("LONG 0.052 is open: new entries stop; exits go on.", page.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal);
        await page.Find("[role=alertdialog] footer .primary").ClickAsync();

        var sent = Assert.IsType<ChangeWhitelistCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal(("BTCUSDT", false, null), (sent.Symbol, sent.Add, sent.Reason));
        Assert.Contains("What is open keeps its stop and its exits.", page.Find(".saved").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntryOrders_OfASymbolThatGoes_AreSaidToBeCancelled()
    {
        await using var face = Staged();
        var page = Assets(face);
        await page.Find("tbody [aria-label='Remove XRPUSDT']").ClickAsync();
        Assert.Contains("Entry orders at work in it are cancelled: 1.", page.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal);
    }

    private static Face Staged(string roles = "RiskManager")
    {
        var face = LimitsTabTests.Staged(roles);
        face.Engine.Publish(snapshot => snapshot with
        {
            Identity = snapshot.Identity with { Whitelist = ["XRPUSDT", "BTCUSDT", "ETHUSDT", "ADAUSDT"] },
            WorkingOrders = [Anchor.Entry(Anchor.At)],
            NotWatched = ["ADAUSDT"],
        });
        return face;
    }

    private static IRenderedComponent<Settings> Assets(Face face)
    {
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/settings?group=assets");
        return face.Render<Settings>();
    }
}
