using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Closed trades and orders: none, ten thousand, filtered, and what is in the file.</summary>
public sealed class HistoryPageTests
{
    [Fact]
    public async Task Trades_WithNone_SayWhenOneAppears()
    {
        await using var face = new Face();
        Assert.Contains("No trade yet", face.Render<PositionHistory>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trades_OfTenThousand_ShowFiftyWithTheSumsOfAll()
    {
        await using var face = new Face();
        face.History.Trades = [.. Enumerable.Range(0, 10_000).Select(Trade)];
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/positions/history?page=3");
        var page = face.Render<PositionHistory>();
        Assert.Equal(50, page.FindAll("tbody tr").Count);
        Assert.Equal((50, 100), (face.History.LastTradeQuery!.Limit, face.History.LastTradeQuery.Offset));
        Assert.Contains("page 3 of 200", page.Markup, StringComparison.Ordinal);
        Assert.Contains("10,000 trades", page.Markup, StringComparison.Ordinal);
        Assert.Contains("page=2", page.Find("a[rel=prev]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("page=4", page.Find("a[rel=next]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trades_Filtered_GiveAFileOfExactlyTheSameRows()
    {
        await using var face = new Face();
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/positions/history?symbol=BTCUSDT&trap=DAILY_LEVEL&strategy=a%26b&from=2026-11-20&to=2026-11-21");
        var page = face.Render<PositionHistory>();
        var asked = face.History.LastTradeQuery!;
        Assert.Equal(("BTCUSDT", "DAILY_LEVEL", "a&b"), (asked.Symbol, asked.TrapType, asked.Strategy));
        Assert.Equal((new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero)), (asked.From, asked.To));
        var file = page.Find("a[download]").GetAttribute("href")!;
        Assert.StartsWith("api/trades/export?format=csv&symbol=BTCUSDT&trap_type=DAILY_LEVEL&strategy=a%26b&from=2026-11-20T00%3A00%3A00", file, StringComparison.Ordinal);
        Assert.Contains("&to=2026-11-22T00", file, StringComparison.Ordinal);
        Assert.Contains("No trade fits this filter", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trades_OfTraps_NameTheirKindAndLeadToOnlyThose()
    {
        await using var face = new Face();
        face.History.Trades = [Trade(1) with { TrapType = "OI_WIPEOUT", Strategy = "scavenger" }, Trade(2)];
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/positions/history?symbol=BTCUSDT");
        var page = face.Render<PositionHistory>();

        var badge = Assert.Single(page.FindAll("tbody a.tag"));
        Assert.Equal("OI_WIPEOUT", badge.TextContent);
        Assert.EndsWith("/positions/history?symbol=BTCUSDT&trap=OI_WIPEOUT", badge.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trades_FilteredByTrap_ArePagedUnderTheSameFilterAndTheListShowsIt()
    {
        await using var face = new Face();
        face.History.Trades = [.. Enumerable.Range(0, 120).Select(Trade)];
        var navigation = face.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/positions/history?trap=UNHEARD_OF");
        var page = face.Render<PositionHistory>();

        Assert.Contains("trap=UNHEARD_OF", page.Find("a[rel=next]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains(page.FindAll("select[name=trap] option"), option => option.TextContent == "UNHEARD_OF");
        await page.Find("select[name=trap]").ChangeAsync("BOLLINGER");
        await page.Find("form").SubmitAsync();
        Assert.EndsWith("/positions/history?trap=BOLLINGER", navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trades_WithAPageBeyondTheEndOrNonsense_StandWithoutHarm()
    {
        await using var face = new Face();
        face.History.Trades = [Trade(1)];
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/positions/history?page=99999999&from=yesterday");
        Assert.Contains("No trade fits this filter", face.Render<PositionHistory>().Markup, StringComparison.Ordinal);
        Assert.Null(face.History.LastTradeQuery!.From);
    }

    [Fact]
    public void TradeLine_OfALoss_HasSignToneAndRisk()
    {
        var line = TradeLine.Of(Trade(1));
        Assert.Equal(("BTCUSDT", "−2.50", Tone.Loss, "−1.25 R", "STOP_LOSS", "0.50", "3.1 s", Tone.Warn), (line.Symbol, line.Net, line.NetTone, line.Result, line.Reason, line.Costs, line.Naked, line.NakedTone));
        Assert.Contains("why?signal=c%3C1", line.WhyAddress, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_WithAScriptAsReason_ShowItAsTextAndCountAll()
    {
        await using var face = new Face();
        face.Archive.Orders = new OrderPage([Anchor.Entry(Anchor.At) with { Status = OrderStatus.Rejected, Reason = "<script>x</script>" }], 321);
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/positions/history?tab=orders&status=rejected");
        var page = face.Render<PositionHistory>();
        Assert.Empty(page.FindAll("script"));
        Assert.Contains("321 orders", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Rejected", face.Archive.Questions.OfType<OrderQuery>().First().Status);
    }

    internal static ClosedTrade Trade(int number) => new()
    {
        TradeId = $"p{number}",
        Correlation = new CorrelationId($"c<{number}"),
        Instrument = new InstrumentId("BTCUSDT"),
        Long = true,
        Quantity = 1m,
        EntryPrice = 100m,
        ExitPrice = 98m,
        StopPrice = 98m,
        GrossPnl = -2m,
        Fees = 0.4m,
        Funding = 0.1m,
        Strategy = "Breakout",
        Reason = CloseReason.StopLoss,
        OpenedAt = Anchor.At.AddMinutes(-9),
        ClosedAt = Anchor.At,
        Naked = TimeSpan.FromSeconds(3.1),
    };
}
