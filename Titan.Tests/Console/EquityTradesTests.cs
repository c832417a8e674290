using Bunit;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Controls;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>Closed trades on the equity curve: what a mark says, what the summary counts, and that a new one comes without the curve.</summary>
public sealed class EquityTradesTests
{
    [Fact]
    public void Mark_OfATrade_SaysCoinResultAndSign()
    {
        var marks = EquityMarks.Of([Trade(2, -51.74m, "AVAXUSDT"), Trade(1, 39.81m, "BNBUSDT")], 2);
        Assert.Equal([("BNB +39.81", 1, PriceLevels.LongToken), ("AVAX −51.74", -1, PriceLevels.ShortToken)], marks.Rows.Select(mark => (mark.Label, mark.Sign, mark.Token)));
        Assert.Equal("BNBUSDT LONG closed, net +39.81 USDT", marks.Rows[0].Text);
        Assert.Equal(Anchor.At.AddMinutes(1).ToUnixTimeSeconds(), marks.Rows[0].At);
    }

    [Fact]
    public void Summary_OfTrades_CountsGainsAndLosses()
    {
        Assert.Equal("No trade closed in this range.", EquityMarks.None.Describe());
        Assert.Equal("3 closed trades: 2 with a gain, 1 with a loss.", EquityMarks.Of([Trade(3, 1m), Trade(2, -1m), Trade(1, 2m)], 3).Describe());
        Assert.Equal("1 closed trade: 0 with a gain, 0 with a loss.", EquityMarks.Of([Trade(1, 0m)], 1).Describe());
    }

    [Fact]
    public void Summary_OfMoreTradesThanMarks_SaysHowManyAreMarked()
    {
        var marks = EquityMarks.Of(Enumerable.Range(0, EquityMarks.Most + 5).Reverse().Select(i => Trade(i, 1m)), 412);
        Assert.Equal((EquityMarks.Most, 412), (marks.Rows.Count, marks.Total));
        Assert.StartsWith("412 closed trades, the newest 200 marked", marks.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_WhenATradeCloses_SendsTheMarksAndNotTheCurve()
    {
        await using var face = new Face();
        face.History.Trades = [Trade(-5, 7m)];
        await face.RunFeedAsync();
        var panel = Render(face);
        panel.WaitForAssertion(() => Assert.Contains("1 closed trade: 1 with a gain", Label(panel), StringComparison.Ordinal));

        face.History.Trades = [Trade(-1, -3m), Trade(-5, 7m)];
        face.Engine.Publish(snapshot => snapshot with { Statistics = snapshot.Statistics with { Closed = snapshot.Statistics.Closed + 1 } });

        panel.WaitForAssertion(() => Assert.Contains("2 closed trades: 1 with a gain, 1 with a loss.", Label(panel), StringComparison.Ordinal));
        Assert.Single(face.JSInterop.Invocations, call => call.Identifier == "set");
        Assert.Equal(1, face.History.EquityQuestions);
    }

    [Fact]
    public async Task Panel_WhileNoTradeCloses_AsksNothingMore()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var panel = Render(face);
        panel.WaitForAssertion(() => Assert.Contains("No trade closed", Label(panel), StringComparison.Ordinal));
        var drawn = panel.RenderCount;
        for (var i = 1; i <= 20; i++)
        {
            face.Engine.Publish(snapshot => snapshot with { Equity = snapshot.Equity with { Equity = snapshot.Equity.Equity + 1m } });
        }

        await Face.UntilAsync(() => face.Feed.Current.Version == face.Engine.Snapshot.Version);
        Assert.Equal(drawn, panel.RenderCount);
        Assert.DoesNotContain(face.JSInterop.Invocations, call => call.Identifier == "mark");
    }

    [Fact]
    public async Task Trades_ThatCannotBeRead_AreSaidAndNotCountedAsNone()
    {
        var history = new StagedHistory([]) { Failure = new InvalidOperationException("disk") };
        var trades = new EquityTrades(history, new FeedPace());
        Assert.NotNull(await trades.ReadAsync(Anchor.Snapshot(), Anchor.At.AddDays(-1), CancellationToken.None));
        Assert.Null(trades.Marks);
        Assert.False(trades.IsDue(Anchor.Snapshot()));
    }

    private static IRenderedComponent<EquityPanel> Render(Face face) =>
        face.Render<EquityPanel>(parameters => parameters.Add(one => one.Range, ChartRange.Equity(null)).Add(one => one.Freshness, new Freshness("live", false, false)));

    private static string Label(IRenderedComponent<EquityPanel> panel) => panel.Find(".plot").GetAttribute("aria-label")!;

    private static ClosedTrade Trade(int minute, decimal net, string symbol = "BNBUSDT") =>
        HistoryPageTests.Trade(1) with { TradeId = $"t-{minute}", Instrument = new InstrumentId(symbol), Long = true, GrossPnl = net, Fees = 0m, Funding = 0m, ClosedAt = Anchor.At.AddMinutes(minute) };
}
