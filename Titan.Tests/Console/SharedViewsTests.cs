using System.Globalization;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>What reads the same for all viewers is written once.</summary>
public sealed class SharedViewsTests
{
    private readonly SharedViews _views = new();

    [Fact]
    public void View_OfOneMoment_IsMadeOnce()
    {
        var snapshot = Anchor.Snapshot();

        var first = _views.Of(snapshot, Anchor.At, null, () => new Seen(1));
        var second = _views.Of(snapshot, Anchor.At.AddMilliseconds(60), null, () => new Seen(2));

        Assert.Same(first, second);
    }

    [Fact]
    public void View_OfANewerSnapshot_IsMadeAnew()
    {
        var snapshot = Anchor.Snapshot();
        _views.Of(snapshot, Anchor.At, null, () => new Seen(1));

        Assert.Equal(2, _views.Of(snapshot with { Version = snapshot.Version + 1 }, Anchor.At, null, () => new Seen(2)).Number);
    }

    [Fact]
    public void View_ASecondLater_IsMadeAnewSoThatAgesGrow()
    {
        var snapshot = Anchor.Snapshot();
        _views.Of(snapshot, Anchor.At, null, () => new Seen(1));

        Assert.Equal(2, _views.Of(snapshot, Anchor.At.AddSeconds(1), null, () => new Seen(2)).Number);
    }

    [Fact]
    public void View_BesideSomethingElse_IsMadeAnew()
    {
        var snapshot = Anchor.Snapshot();
        _views.Of(snapshot, Anchor.At, ("seen", 1), () => new Seen(1));

        Assert.Equal(1, _views.Of(snapshot, Anchor.At, ("seen", 1), () => new Seen(2)).Number);
        Assert.Equal(3, _views.Of(snapshot, Anchor.At, ("seen", 2), () => new Seen(3)).Number);
    }

    [Fact]
    public void View_InAnotherLanguageOrZone_IsNotTaken()
    {
        var snapshot = Anchor.Snapshot();
        var (language, zone) = (CultureInfo.CurrentUICulture, ViewerZone.Current);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
            _views.Of(snapshot, Anchor.At, null, () => new Seen(1));
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(2, _views.Of(snapshot, Anchor.At, null, () => new Seen(2)).Number);
            ViewerZone.Current = ViewerZone.Of("Europe/Berlin");
            Assert.Equal(3, _views.Of(snapshot, Anchor.At, null, () => new Seen(3)).Number);
        }
        finally
        {
            (CultureInfo.CurrentUICulture, ViewerZone.Current) = (language, zone);
        }
    }

    private sealed record Seen(int Number);
}
