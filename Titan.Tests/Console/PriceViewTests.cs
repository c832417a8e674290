using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Journal;
using Titan.Web.Controls;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>What a price chart says: lines of wires and positions, marks of what happened, and the same in words and rows.</summary>
public sealed class PriceViewTests
{
    [Fact]
    public void Levels_OfAPosition_BeginAtItsEntryAndAreNeverRounded()
    {
        var position = Anchor.Btc(Anchor.At) with { LiquidationPrice = 83_117.05m };
        var levels = PriceLevels.Of(Anchor.Snapshot() with { Positions = [position] }, "BTCUSDT", 4, withTraps: true);

        Assert.Equal(1, levels.Decimals);
        Assert.Equal(
            [("entry LONG", "91,842.0", "--text-2"), ("stop", "90,923.5", "--loss"), ("target", "94,597.3", "--gain"), ("liquidation", "83,117.05", "--critical")],
            levels.Rows.Select(level => (level.Label, level.Text, level.Token)));
        Assert.All(levels.Rows, level => Assert.Equal((true, position.Position.OpenedAt.ToUnixTimeSeconds()), (level.Held, level.From!.Value)));
    }

    [Fact]
    public void Levels_OfWires_SayDirectionAndKindAndSleepingOnesAreGrey()
    {
        Assert.Equal(("▲ BOLLINGER", "921.62", "--gain", false, null), Of("BNBUSDT"));
        Assert.Equal(("▼ LIQUIDATION", "0.16068", "--loss", false, null), Of("DOGEUSDT"));
        Assert.Equal(("▲ DAILY_LEVEL", "2.1381", "--text-3", false, null), Of("XRPUSDT"));
        Assert.Empty(PriceLevels.Of(Anchor.Snapshot(), "BNBUSDT", 2, withTraps: false).Rows);
        Assert.Empty(PriceLevels.Of(Anchor.Snapshot() with { Scavenger = null }, "BNBUSDT", 2, withTraps: true).Rows);

        static (string, string, string, bool, long?) Of(string symbol)
        {
            var level = Assert.Single(PriceLevels.Of(Anchor.Snapshot(), symbol, 2, withTraps: true).Rows);
            return (level.Label, level.Text, level.Token, level.Held, level.From);
        }
    }

    [Fact]
    public void Marks_AreEntriesExitsAndDecisionsInOrderWithTheWayToWhy()
    {
        var decision = new Decision(77, Anchor.At.AddMinutes(-10), SqliteArchiveTests.Judged("c7", "BTCUSDT", approved: true));
        var marks = PriceMarks.Of("BTCUSDT", Anchor.At.AddHours(-1), Anchor.Snapshot() with { Positions = [] }, [HistoryPageTests.Trade(1)], [decision]);

        Assert.Equal(["diamond", "up", "disc"], marks.Select(mark => mark.Shape));
        Assert.Equal(("--accent", "why?id=77", null), (marks[0].Token, marks[0].Address, marks[0].Price));
        Assert.Equal(("LONG 1 entered at 100.000", 100d, "--gain"), (marks[1].Text, marks[1].Price, marks[1].Token));
        Assert.Equal(("LONG closed at 98.000, net −2.50 USDT", 98d, "--loss", "03:14:22"), (marks[2].Text, marks[2].Price, marks[2].Token, marks[2].When));
        Assert.Contains("why?signal=c%3C1", marks[2].Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_OfADecisionThatIsInBothPlaces_AreOne()
    {
        var known = Anchor.Snapshot().BrainView.Decisions[0];
        var kept = new Decision(known.Sequence, known.At, SqliteArchiveTests.Judged(known.Correlation, "XRPUSDT", approved: false));

        var mark = Assert.Single(PriceMarks.Of("XRPUSDT", Anchor.At.AddHours(-1), Anchor.Snapshot(), [], [kept]));

        Assert.Equal(("diamond", "--warn", $"why?id={known.Sequence}"), (mark.Shape, mark.Token, mark.Address));
        Assert.StartsWith("LONG denied: ", mark.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_OfAnOpenPosition_ShowItsEntryAndAnAdoptedOneLeadsNowhere()
    {
        var snapshot = Anchor.Snapshot() with { Positions = [Anchor.Sol(Anchor.At)] };
        var mark = Assert.Single(PriceMarks.Of("SOLUSDT", Anchor.At.AddHours(-1), snapshot, [], []));

        Assert.Equal(("down", "--loss", "SHORT 32.6 entered at 138.42", null), (mark.Shape, mark.Token, mark.Text, mark.Address));
        Assert.Empty(PriceMarks.Of("SOLUSDT", Anchor.At.AddMinutes(-5), snapshot, [], []));
    }

    [Fact]
    public void Key_OfTheMarks_ChangesWithADecisionAPositionOrATradeAndOnlyThen()
    {
        var snapshot = Anchor.Snapshot();
        var key = PriceMarks.KeyOf(snapshot, "BTCUSDT");
        Assert.Equal(key, PriceMarks.KeyOf(snapshot with { Version = 9, Equity = snapshot.Equity with { Equity = 1m } }, "BTCUSDT"));
        Assert.NotEqual(key, PriceMarks.KeyOf(snapshot with { Positions = [] }, "BTCUSDT"));
        Assert.NotEqual(key, PriceMarks.KeyOf(snapshot with { Statistics = snapshot.Statistics with { Closed = 43 } }, "BTCUSDT"));
    }

    [Fact]
    public void Series_OfPointsWithinASecond_RisesAndKeepsHoles()
    {
        var series = PriceSeries.Of([new(Anchor.At, 1d), new(Anchor.At.AddMilliseconds(400), 2d), new(Anchor.At.AddSeconds(30), null), new(Anchor.At.AddSeconds(60), 3d)]);

        Assert.Equal([0L, 30, 60], series.Times.Select(at => at - Anchor.At.ToUnixTimeSeconds()));
        Assert.Equal([2d, null, 3d], series.Prices);
        Assert.Equal(
            "Price of BNBUSDT over 1 H: from 2.00 to 3.00, lowest 2.00, highest 3.00. Lines: ▲ BOLLINGER 921.62. 2 events in the table.",
            series.Describe("BNBUSDT", ChartRange.Prices(null), PriceLevels.Of(Anchor.Snapshot(), "BNBUSDT", 2, true), 2));
        Assert.Contains("nothing heard yet", new PriceSeries([], []).Describe("X", ChartRange.Prices(null), new PriceLevels(2, []), 0), StringComparison.Ordinal);
    }

    [Fact]
    public void Table_SaysHowFarEachLineIsAndAFewPricesNewestFirst()
    {
        var series = new PriceSeries([.. Enumerable.Range(0, 600).Select(second => Anchor.At.ToUnixTimeSeconds() + second)], [.. Enumerable.Repeat<double?>(900d, 599), 918.40d]);
        var table = PriceTableView.Of(series, PriceLevels.Of(Anchor.Snapshot(), "BNBUSDT", 2, true), []);

        Assert.Equal(new PriceLevelRow("▲ BOLLINGER", "921.62", "+0.35 %"), Assert.Single(table.Levels));
        Assert.Equal((24, "918.40", "900.00"), (table.Prices.Count, table.Prices[0].Price, table.Prices[^1].Price));
    }

    [Fact]
    public void Panel_WithoutAChoice_TakesTheNearestWireThenAPositionThenAnyPrice()
    {
        var (snapshot, prices) = (Anchor.Snapshot(), StagedPrices.Of(Anchor.At).Tape);
        Assert.Equal("BNBUSDT", PricePanelView.Nearest(snapshot, prices));
        Assert.Equal("BTCUSDT", PricePanelView.Nearest(snapshot with { Scavenger = null }, prices));
        Assert.Equal("BNBUSDT", PricePanelView.Nearest(snapshot with { Scavenger = null, Positions = [] }, prices));
        Assert.Null(PricePanelView.Nearest(snapshot with { Scavenger = null, Positions = [] }, new PriceTape()));
    }

    [Fact]
    public void Panel_OfAnInstrumentThatFellSilent_IsOldThoughTheEngineSpeaks()
    {
        var staged = StagedPrices.Of(Anchor.At);
        staged.Tell("BNBUSDT", 918m, Anchor.At.AddSeconds(-75));
        staged.Tell("BTCUSDT", 91_500m, Anchor.At.AddSeconds(-1));

        Assert.False(PricePanelView.From(Anchor.Snapshot(), staged.Tape, "BTCUSDT", Anchor.At).Freshness.IsStale);
        var silent = PricePanelView.From(Anchor.Snapshot(), staged.Tape, "BNBUSDT", Anchor.At);
        Assert.Equal(("1 m", true), (silent.Freshness.Text, silent.Freshness.IsStale));
        Assert.Equal(["ADAUSDT", "BNBUSDT", "BTCUSDT", "DOGEUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT"], silent.Symbols);
    }

    [Theory]
    [InlineData(null, "1h")]
    [InlineData("15m", "15m")]
    [InlineData("7d", "1h")]
    public void Range_OfTheAddress_FallsBackToAnHour(string? key, string expected) => Assert.Equal(expected, ChartRange.Prices(key).Key);

    [Fact]
    public void Detail_OfAPosition_SaysWhatItRisksAndWhereItCameFrom()
    {
        var opened = Anchor.Btc(Anchor.At);
        var trapped = opened with { MarginUsed = 477.58m, LiquidationPrice = 83_117.0m, Position = opened.Position with { TrapType = "LIQUIDATION", Strategy = "scavenger", Correlation = new CorrelationId("sc-1"), Fees = 2.63m } };
        var detail = PositionDetailView.From(Anchor.Snapshot() with { Positions = [Anchor.Eth(Anchor.At), trapped] }, "BTCUSDT", "ETHUSDT", Anchor.At)!;

        Assert.Equal(("BTCUSDT", "−17.14", Tone.Loss), (detail.Symbol, detail.Pnl, detail.PnlTone));
        Assert.Contains(new Fact("Margin used", "477.58 USDT"), detail.Facts);
        Assert.Contains(new Fact("Loss at stop", "−47.76 USDT", "−1.95 % of equity", Tone.Loss), detail.Facts);
        Assert.Contains(new Fact("Gain at target", "+143.28 USDT", "+5.85 % of equity", Tone.Gain), detail.Facts);
        Assert.Contains(new Fact("Trap", "LIQUIDATION", "scavenger"), detail.Facts);
        Assert.StartsWith("why?signal=sc-1&at=", detail.WhyAddress, StringComparison.Ordinal);
    }

    [Fact]
    public void Ladder_OfLongAndShort_StandsBetweenStopAndTarget()
    {
        Assert.Equal(
            new PositionLadder(25.0m, 16.0m, true, "stop 90,923.5", "target 94,597.3", "stop 90,923.5, entry 91,842.0, price 91,512.4, target 94,597.3."), PositionLadder.Of(Anchor.Btc(Anchor.At)));
        var shorted = PositionLadder.Of(Anchor.Sol(Anchor.At))!;
        Assert.Equal((false, "target 134.27", "stop 139.80", 75.0m, 85.0m), (shorted.LossLeft, shorted.Left, shorted.Right, shorted.Entry, shorted.Mark));
        Assert.Equal(100m, PositionLadder.Of(Anchor.Sol(Anchor.At) with { MarkPrice = 150m })!.Mark);
        Assert.Null(PositionLadder.Of(Anchor.Sol(Anchor.At) with { MarkPrice = null }));
    }

    [Fact]
    public void Detail_OfAnOrphanWithoutAStop_SaysThatEverythingIsAtRisk()
    {
        var sol = Anchor.Sol(Anchor.At);
        var orphan = sol with { Position = sol.Position with { Origin = PositionOrigin.Adopted, StopLoss = null, TakeProfit = null } };
        var detail = PositionDetailView.From(Anchor.Snapshot() with { Positions = [orphan] }, "nonsense", "SOLUSDT", Anchor.At)!;

        Assert.Contains(new Fact("Loss at stop", "no stop", "everything is at risk", Tone.Critical), detail.Facts);
        Assert.Contains(new Fact("Origin", "found on the venue", "nobody here opened it", Tone.Warn), detail.Facts);
        Assert.Null(detail.WhyAddress);
        Assert.Null(PositionDetailView.From(Anchor.Snapshot() with { Positions = [] }, null, null, Anchor.At));
    }
}
