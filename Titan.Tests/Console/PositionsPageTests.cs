using Bunit;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>The positions page: what is open, how it is covered, and acts whose refusals stand next to their field.</summary>
public sealed class PositionsPageTests
{
    [Fact]
    public void Desk_OfTheAnchor_ShowsEachPositionInItsOwnDecimals()
    {
        var row = PositionDesk.From(Anchor.Snapshot(), Anchor.At).Rows.Single(row => row.Symbol == "BTCUSDT");
        Assert.Equal(("0.052", "4,758.64", "91,842.0", "91,512.4", "−17.14"), (row.Size, row.Notional, row.Entry, row.Mark, row.Pnl));
        Assert.Equal(("90,923.5", "−0.64 % away", 100, Tone.Ok), (row.Stop, row.StopDistance, row.CoveredPercent, row.CoverTone));
    }

    [Fact]
    public async Task Positions_WithNone_SaysWhoConfirmedIt()
    {
        await using var face = new Face(Anchor.Snapshot() with { Positions = [], Reconcile = new ReconcileView(Anchor.At.AddSeconds(-3), true, 0, 0, [], "timer") });
        var page = face.Render<Positions>();
        Assert.Contains("confirmed by the venue 3 s ago", page.Markup, StringComparison.Ordinal);
        Assert.Contains("No order works on the venue.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_Confirmed_SendsTheWholePositionAndSaysTheAnswer()
    {
        await using var face = new Face();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Done("Closed SOLUSDT."));
        var page = face.Render<Positions>();
        await page.FindAll("button.danger-line").Single(button => button.TextContent.Contains("SOLUSDT", StringComparison.Ordinal)).ClickAsync();
        await page.Find("[role=alertdialog] .button.danger").ClickAsync();
        var sent = Assert.IsType<ClosePositionCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal(("SOLUSDT", null, "console"), (sent.Symbol, sent.Quantity, sent.Author.Door));
        Assert.Empty(page.FindAll("[role=alertdialog]"));
        Assert.Equal("Closed SOLUSDT.", page.Find("[role=status].said").TextContent);
    }

    [Fact]
    public async Task Reduce_WithAnImpossibleSize_ShowsTheEnginesWordsNextToTheFieldAndStaysOpen()
    {
        await using var face = new Face();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Invalid("INVALID_VALUE", "quantity: 99 is not allowed; 0.1 to 32.6 in steps of 0.1"));
        var page = face.Render<Positions>();
        await page.FindAll("button.danger-line").Single(button => button.TextContent.Contains("SOLUSDT", StringComparison.Ordinal)).ClickAsync();
        await page.Find("#close-size").InputAsync("99");
        await page.Find("[role=alertdialog] .button.danger").ClickAsync();
        Assert.Equal(99m, Assert.IsType<ClosePositionCommand>(Assert.Single(face.Engine.Commands)).Quantity);
        Assert.Contains("0.1 to 32.6", page.Find("#close-size-note").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop_loss: 99 would fill at once", "#modify-stop-note")]
    [InlineData("take_profit: 1 is on the losing side", "#modify-target-note")]
    [InlineData("reason: 5 to 500 characters are required", "#modify-reason-note")]
    [InlineData("SOLUSDT: the venue refuses: 10001", "p[role=alert]")]
    public async Task Modify_Refused_ShowsTheWordsWhereTheyBelong(string words, string place)
    {
        await using var face = new Face();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Invalid("INVALID_VALUE", words));
        var page = face.Render<Positions>();
        await page.FindAll(".acts button").First(button => button.TextContent.Contains("SOLUSDT", StringComparison.Ordinal)).ClickAsync();
        await page.Find("#modify-stop").InputAsync("99");
        await page.Find("[role=alertdialog] .button.primary").ClickAsync();
        Assert.Equal((99m, null), (Assert.IsType<ModifyProtectionCommand>(Assert.Single(face.Engine.Commands)).StopLoss, (decimal?)null));
        Assert.Equal(words, page.Find(place).TextContent);
    }

    [Fact]
    public async Task Order_Cancelled_IsAskedForByItsIdAndSaid()
    {
        await using var face = new Face(Anchor.Snapshot() with { WorkingOrders = [Anchor.Entry(Anchor.At)] });
        var page = face.Render<Positions>();
        await page.Find(".order button").ClickAsync();
        Assert.Equal("tabcdefentry", Assert.IsType<CancelOrderCommand>(Assert.Single(face.Engine.Commands)).OrderId);
        Assert.Contains("cancelled", page.Find("[role=status].said").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewer_SeesTheActsButMayNotUseThem()
    {
        await using var face = new Face(roles: "Viewer");
        var page = face.Render<Positions>();
        Assert.All(page.FindAll(".acts button"), button => Assert.True(button.HasAttribute("disabled")));
        Assert.All(page.FindAll(".acts button"), button => Assert.Contains("Needs Operator", button.GetAttribute("title"), StringComparison.Ordinal));
    }
}
