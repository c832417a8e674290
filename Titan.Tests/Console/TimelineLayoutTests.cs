using Titan.Engine.Journal;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>Where the timeline's marks and words stand: merged by column, labels that never touch, and which hours are shown.</summary>
public sealed class TimelineLayoutTests
{
    private static readonly DateTimeOffset Now = Anchor.At;
    private static readonly TimelineWindow Hours = TimelineWindow.Of(null, null, Now);

    [Fact]
    public void Marks_InOneColumn_AreOneThatLeadsToTheNewestNo()
    {
        var marks = Marks([Event(TimelineKind.Approved, -60, 1), Event(TimelineKind.Denied, -60.1, 2), Event(TimelineKind.Denied, -60.2, 3), Event(TimelineKind.Approved, -30, 4)]);

        Assert.Equal([TimelineKind.Denied, TimelineKind.Approved], marks.Select(mark => mark.Kind));
        Assert.Equal("why?id=2", marks[0].Address);
        Assert.EndsWith("XRPUSDT denied and 2 more", marks[0].Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_WithTheOpenDecisionAmongThem_LeadToIt()
    {
        var mark = Assert.Single(Marks([Event(TimelineKind.Denied, -60, 2), Event(TimelineKind.Approved, -60.1, 1)], chosen: 1));
        Assert.Equal((true, "why?id=1", TimelineKind.Denied), (mark.IsChosen, mark.Address, mark.Kind));
    }

    [Fact]
    public void Marks_OfTrades_NeverHideASignalOfTheSameMoment()
    {
        var marks = Marks([Event(TimelineKind.Denied, -60, 1), Event(TimelineKind.Closed, -60, 2, 39.81m), Event(TimelineKind.Closed, -60, 3, -50m)]);
        Assert.Equal(2, marks.Count);
        var closed = Assert.Single(marks, mark => mark.Kind == TimelineKind.Closed);
        Assert.Equal(("2 × −10.19", Tone.Loss), (closed.Label, closed.Tone));
    }

    [Fact]
    public void Marks_OfAThousandSignals_AreNeverMoreThanColumns() =>
        Assert.InRange(Marks(Enumerable.Range(0, 1_000).Select(number => Event(TimelineKind.Approved, -number * 0.24, number + 1))).Count, 100, TimelineMarks.Columns);

    [Theory]
    [InlineData("narrow", 264)]
    [InlineData("medium", 580)]
    [InlineData("wide", 1140)]
    public void Labels_AtEveryWidth_DoNotTouchAndStayInside(string width, int pixels)
    {
        var chance = new Random(7);
        (decimal Place, string Text)[] wanted = [.. Enumerable.Range(0, 60).Select(number => ((decimal)chance.NextDouble() * 100m, $"COIN{number} +{chance.Next(1, 9_999)}.00"))];
        var rooms = TimelineLabels.Place(wanted);
        string[] shown = width switch { "narrow" => ["narrow"], "medium" => ["narrow", "medium"], _ => ["narrow", "medium", "wide"] };

        var extents = Enumerable.Range(0, wanted.Length).Where(index => shown.Contains(rooms[index].Fits)).Select(index => TimelineLabels.Extent(wanted[index], rooms[index].Anchor, pixels)).OrderBy(one => one.From).ToArray();

        Assert.InRange(extents.Length, 1, 60);
        Assert.All(extents, extent => Assert.True(extent.From >= 0 && extent.To <= 100, $"{extent}"));
        Assert.All(extents.Zip(extents.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From, $"{pair}"));
    }

    [Fact]
    public void Labels_WithRoomForOne_GiveItToTheFirst()
    {
        var rooms = TimelineLabels.Place([(50m, "BTC +39.81"), (50.5m, "ETH −2.08"), (0m, "")]);
        Assert.Equal(("narrow", "", ""), (rooms[0].Fits, rooms[1].Fits, rooms[2].Fits));
    }

    [Fact]
    public void Window_OfNothingChosen_IsFourHoursThatShrinkToWhatIsThere()
    {
        Assert.Equal((TimeSpan.FromHours(4), new DateTimeOffset(2026, 11, 21, 3, 15, 0, TimeSpan.Zero)), (Hours.To - Hours.From, Hours.To));
        Assert.Equal(TimeSpan.FromMinutes(30), Span(Hours.Around(Now.AddMinutes(-12))));
        Assert.Equal(TimeSpan.FromHours(1), Span(Hours.Around(Now.AddMinutes(-50))));
        Assert.Equal(TimeSpan.FromHours(4), Span(Hours.Around(Now.AddMinutes(-150))));
    }

    [Fact]
    public void Window_OfADayOrAnOlderDecision_HoldsIt()
    {
        var day = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal((day, day.AddDays(1)), (TimelineWindow.Of(day, null, Now).From, TimelineWindow.Of(day, null, Now).To));
        Assert.Equal(Hours.To, TimelineWindow.Of(day.AddDays(1), null, Now).To);
        var older = TimelineWindow.Of(null, Now.AddDays(-2), Now);
        Assert.True(older.Holds(Now.AddDays(-2)));
        Assert.Equal(TimeSpan.FromHours(4), Span(older.Around(Now.AddDays(-2))));
    }

    [Fact]
    public void Ticks_OfFourHours_AreHalfHoursAndFewerWhereThereIsLittleRoom()
    {
        var ticks = Hours.Ticks();
        Assert.Equal("23:30", ticks[0].Text);
        Assert.InRange(ticks.Count, 7, 8);
        Assert.InRange(ticks.Count(tick => tick.IsCoarse), 3, 4);
    }

    [Fact]
    public void Timeline_WithALostVenue_ShowsHowLongAndWhatHasNotEnded()
    {
        HistoryEvent[] rows =
        [
            Row(9, "BREAKER_TRIPPED", -5), Row(8, "FEED_BACK", -60), Row(7, "FEED_LOST", -62), Row(6, "INTENT_DENIED", -63, "XRPUSDT"), Row(5, "BINANCE_BACK", -100),
        ];
        var timeline = DecisionTimeline.Of(Hours, rows, [], [], null, null, sequence => $"why?id={sequence}");

        Assert.Equal(["Venue lost 2 m", "Leading market lost", "Breaker tripped"], timeline.Spans.Select(span => span.Text));
        Assert.Equal(100m, timeline.Spans[2].From + timeline.Spans[2].Width);
        Assert.Equal(0m, timeline.Spans[1].From);
        Assert.EndsWith("0 approved, 1 denied, 0 entered, 0 closed. 3 stretches without a market or with the breaker tripped.", timeline.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Timeline_OfATrade_LeadsToItsDecision()
    {
        var trade = HistoryPageTests.Trade(1);
        var row = Row(6, "INTENT_APPROVED", 0, "BTCUSDT") with { At = trade.OpenedAt, Correlation = trade.Correlation.Value };
        var window = TimelineWindow.Of(null, trade.ClosedAt, trade.ClosedAt);

        var known = DecisionTimeline.Of(window, [row], [trade], [], null, null, sequence => $"why?id={sequence}").Marks.First(mark => mark.Kind >= TimelineKind.Opened);
        var other = DecisionTimeline.Of(window, [], [trade], [], null, null, sequence => $"why?id={sequence}").Marks.First(mark => mark.Kind >= TimelineKind.Opened);

        Assert.Equal("why?id=6", known.Address);
        Assert.StartsWith("why?signal=c%3C1&at=", other.Address, StringComparison.Ordinal);
        Assert.Empty(DecisionTimeline.Of(window, [row], [], [], null, "ETHUSDT", sequence => "").Marks);
    }

    private static TimeSpan Span(TimelineWindow window) => window.To - window.From;

    private static ValueList<TimelineMark> Marks(IEnumerable<TimelineEvent> events, long chosen = 0) => TimelineMarks.Of(events, Hours, chosen, []).Marks;

    private static TimelineEvent Event(TimelineKind kind, double minutes, long sequence, decimal net = 0m) => new(Now.AddMinutes(minutes), kind, "XRPUSDT", net, sequence, $"why?id={sequence}");

    private static HistoryEvent Row(long sequence, string type, double minutes, string? symbol = null) => new(sequence, Now.AddMinutes(minutes), type, "Info", "", symbol, null);
}
