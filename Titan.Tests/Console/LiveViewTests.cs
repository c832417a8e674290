using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Cells;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>What reads the same for all viewers is read once a beat, and says what leads from one edition to the next.</summary>
public sealed class LiveViewTests
{
    private readonly StagedEngine _engine = new(Anchor.Snapshot());
    private readonly FrozenClock _clock = new(Anchor.At);
    private readonly HastyMachine _machine = new();
    private readonly LiveViews _views;
    private int _reads;

    public LiveViewTests() => _views = new LiveViews(_engine, _clock, new FeedPace { Machine = _machine });

    [Fact]
    public void View_ThatManyShow_IsReadOnceABeat()
    {
        var views = Enumerable.Range(0, 50).Select(_ => _views.Join(Seen())).ToArray();
        var before = _reads;

        _views.MoveAll(Assert.Null);

        Assert.Equal(1, _views.Count);
        Assert.All(views, view => Assert.Same(views[0], view));
        Assert.Equal(before + 1, _reads);
    }

    [Fact]
    public void View_ThatReadsTheSame_KeepsItsEdition()
    {
        var view = _views.Join(Seen());
        var before = view.Newest;

        view.Move();

        Assert.Same(before, view.Newest);
    }

    [Fact]
    public void View_WhoseCellsMoved_StaysTheDrawingAndTellsThem()
    {
        var view = _views.Join(Seen());
        var before = view.Newest;
        _clock.MoveTo(Anchor.At.AddSeconds(1));

        view.Move();

        Assert.Equal((before.Number + 1, before.Drawing), (view.Newest.Number, view.Newest.Drawing));
        Assert.Equal("""{"T":{"a":"03:14:23"}}""", view.Newest.Moved!.ToString());
    }

    [Fact]
    public void View_WhereMoreThanCellsChanged_IsAnotherDrawing()
    {
        var view = _views.Join(Seen());
        var before = view.Newest;
        _engine.Publish(snapshot => snapshot with { Version = snapshot.Version + 1 });

        view.Move();

        Assert.NotEqual(before.Drawing, view.Newest.Drawing);
        Assert.Null(view.Newest.Moved);
        Assert.NotNull(view.Newest.All);
    }

    // The page of the one must never take the cells of the other.
    [Fact]
    public void Views_WithOtherKeys_NeverShareADrawing()
    {
        var one = _views.Join(Seen("BTCUSDT"));
        var other = _views.Join(Seen("ETHUSDT"));

        Assert.NotSame(one, other);
        Assert.NotEqual(one.Newest.Drawing, other.Newest.Drawing);
    }

    [Fact]
    public void View_InAnotherLanguageOrZone_IsAnother_AndKeepsItsWordsOnTheBeat()
    {
        var (language, zone) = (CultureInfo.CurrentUICulture, ViewerZone.Current);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
            ViewerZone.Current = ViewerZone.Of("Asia/Tokyo");
            var tokyo = _views.Join(Seen());
            (CultureInfo.CurrentUICulture, ViewerZone.Current) = (CultureInfo.GetCultureInfo("en-US"), TimeZoneInfo.Utc);
            Assert.NotSame(tokyo, _views.Join(Seen()));
            _clock.MoveTo(Anchor.At.AddSeconds(1));

            _views.MoveAll(Assert.Null);

            Assert.Equal("12:14:23", tokyo.Newest.View.Clock);
            Assert.Equal((CultureInfo.GetCultureInfo("en-US"), TimeZoneInfo.Utc), (CultureInfo.CurrentUICulture, ViewerZone.Current));
        }
        finally
        {
            (CultureInfo.CurrentUICulture, ViewerZone.Current) = (language, zone);
        }
    }

    [Fact]
    public void View_ThatNobodyShowsAnyMore_IsForgotten()
    {
        var one = _views.Join(Seen());
        _views.Join(Seen());

        _views.Leave(one);
        Assert.Equal(1, _views.Count);
        _views.Leave(one);

        Assert.Equal(0, _views.Count);
    }

    [Fact]
    public void View_WithAPace_HasNoEditionBeforeItsTime()
    {
        var view = _views.Join(Seen() with { Between = TimeSpan.FromMinutes(1) });
        _clock.MoveTo(Anchor.At.AddSeconds(1));
        view.Move();
        Assert.Equal(1, view.Newest.Number);

        _machine.Skip(TimeSpan.FromMinutes(2));
        view.Move();

        Assert.Equal(2, view.Newest.Number);
    }

    [Fact]
    public void View_ThatCannotBeRead_LeavesTheOthersMoving()
    {
        var breaks = false;
        _views.Join(new SharedRead<Sight>("bad", (snapshot, now) => breaks ? throw new InvalidOperationException("broken") : new Sight("", "")));
        var good = _views.Join(Seen());
        (breaks, var problems) = (true, 0);
        _clock.MoveTo(Anchor.At.AddSeconds(1));

        _views.MoveAll(_ => problems++);

        Assert.Equal((1, 2), (problems, good.Newest.Number));
    }

    private SharedRead<Sight> Seen(string? key = null) => new(key, (snapshot, now) =>
    {
        _reads++;
        return new Sight(ViewerZone.Clock(now), $"{key} {snapshot.Version}");
    });

    [CellRoot("T")]
    private sealed record Sight([property: Cell] string Clock, string Version);
}
