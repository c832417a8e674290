using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Safety;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;
using Titan.Web.Tuning;

namespace Titan.Tests.ConsoleTests;

/// <summary>What other limits would mean at this very moment is said before they are saved, with the figures of the moment.</summary>
public sealed class LimitOutlookTests
{
    private static readonly RiskConfig Now = new();

    [Fact]
    public void Drawdown_TighterThanAllStops_SaysThatTheyWouldTripIt()
    {
        var note = Assert.Single(LimitOutlook.Of(Now, Now with { MaxDailyDrawdown = 0.05m }, At()));
        Assert.Equal((Tone.Warn, "If all stops fill, drawdown is 5.81 %."), (note.Tone, note.Lead));
        Assert.Equal("breaker trips below 2,332.14 → 2,382.30 USDT", LimitOutlook.Effect(LimitTextTests.Of("maxDailyDrawdown"), 0.07m, 0.05m, At()));
    }

    [Fact]
    public void Drawdown_TighterThanTodays_WarnsLoudlyThatItTripsAtOnce()
    {
        var fallen = At(snapshot => snapshot with
        {
            Equity = snapshot.Equity with { Equity = 2_420m },
            BreakerView = new BreakerView { Measures = [new MeasureView("DAILY_DRAWDOWN", "daily drawdown", default, 3.4965m, 7m, "%", 0.5m, false, null, 2_332.14m)] },
        });
        var note = LimitOutlook.Of(Now, Now with { MaxDailyDrawdown = 0.03m }, fallen)[0];
        Assert.Equal((Tone.Critical, "The breaker would trip at once."), (note.Tone, note.Lead));
        Assert.Equal("Daily drawdown is 3.496 %, the new limit 3 %: LOCKED for 4 hours, entry orders are cancelled, positions stay open.", note.Text);
        Assert.Empty(LimitOutlook.Of(Now, Now with { MaxDailyDrawdown = 0.08m }, fallen));
    }

    [Fact]
    public void HardLevels_ThatAreReachedAlready_WouldCloseEverything()
    {
        var poor = At(snapshot => snapshot with { BreakerView = new BreakerView { Measures = [new MeasureView("EQUITY_FLOOR", "equity, hard level", default, 2_450m, 150m, "USDT", 0.06m, false, null, 150m)] } });
        Assert.Equal("It would close everything at once.", LimitOutlook.Of(Now, Now with { MinEquity = 2_500m }, poor)[0].Lead);
        // Above the highest equity since the last reset the engine does not judge by it.
        Assert.Empty(LimitOutlook.Of(Now, Now with { MinEquity = 2_600m }, poor));
        Assert.Empty(LimitOutlook.Of(Now, Now with { MinEquity = 2_450m }, poor));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void LossesInARow_AtTheirNewLimit_TripAtOnce(int limit, bool trips)
    {
        var lost = At(snapshot => snapshot with { BreakerView = new BreakerView { Measures = [new MeasureView("CONSECUTIVE_LOSSES", "losses in a row", default, 2m, 5m, "losses", 0.4m, false, null, null)] } });
        Assert.Equal(trips, LimitOutlook.Of(Now with { MaxConsecutiveLosses = 5 }, Now with { MaxConsecutiveLosses = limit }, lost).Any(note => note.Lead == "The breaker would trip at once."));
    }

    [Fact]
    public void WhatIsOpen_AboveNewLimits_StopsEntriesAndClosesNothing()
    {
        var busy = At(snapshot => snapshot with { TotalLeverage = 6.5m });
        var notes = LimitOutlook.Of(Now, Now with { MaxLeverage = 5m, MaxPositions = 2, MaxOpenRisk = 0.04m }, busy);
        Assert.Equal(
            ["Open leverage 6.50× is above the new 5×.", "3 positions are open, the new limit is 2.", "Open risk 116.24 USDT is above the new 98.00.", "Titan sets the leverage of every instrument on the venue anew."],
            notes.Select(note => note.Lead));
        Assert.All(notes.Take(3), note => Assert.Equal("New entries stop; nothing is closed.", note.Text));
    }

    [Fact]
    public void Leverage_UnderTheTiersOwn_HasNoEffectToday()
    {
        var review = LimitReview.Between(new TitanConfig(), Now with { MaxLeverage = 12m });
        Assert.Equal("effective stays 10× (SMALL tier)", LimitOutlook.Leverage(Now, review.Risk, At()));
        var words = LimitWords.Of(review.Lines[0], Now, review.Risk, At(), []);
        Assert.Equal(("safer, no effect today", "arrow-down", Tone.Ok), (words.Text, words.Icon, words.Tone));
        Assert.Equal("effective 10× → 8×", LimitOutlook.Leverage(Now, Now with { MaxLeverage = 8m }, At()));
    }

    [Theory]
    [InlineData("maxPositions", 4, "safer", "arrow-down", Tone.Ok)]
    [InlineData("maxPositions", 2, "safer, entries stop", "warning", Tone.Warn)]
    [InlineData("maxPositions", 9, "riskier", "warning", Tone.High)]
    public void Direction_IsAWordASignAndATone(string name, int value, string text, string icon, Tone tone)
    {
        var (_, then) = (name, Now with { MaxPositions = value });
        var review = LimitReview.Between(new TitanConfig(), then);
        var words = LimitWords.Of(review.Lines[0], Now, then, At(), LimitOutlook.Of(Now, then, At()));
        Assert.Equal((text, icon, tone), (words.Text, words.Icon, words.Tone));
    }

    [Fact]
    public void Equity_ThatIsUnknown_PromisesNothing()
    {
        var blind = At(snapshot => snapshot with { Equity = snapshot.Equity with { Known = false } });
        Assert.Equal((Tone.Unknown, "Equity is unknown."), (LimitOutlook.Of(Now, Now with { MaxDailyDrawdown = 0.05m }, blind)[0].Tone, LimitOutlook.Of(Now, Now with { MaxDailyDrawdown = 0.05m }, blind)[0].Lead));
        Assert.Null(LimitRuler.Of(0.07m, 0.05m, blind));
        Assert.Equal("", LimitOutlook.Effect(LimitTextTests.Of("maxDailyDrawdown"), 0.07m, 0.05m, blind));
    }

    [Fact]
    public void Rulers_OfBothLines_StandOnOneScale()
    {
        var ruler = LimitRuler.Of(0.07m, 0.05m, At())!;
        var (now, then) = (ruler.Rows[0], ruler.Rows[1]);
        Assert.Equal(("2,332.14", "2,382.30", Tone.High, Tone.Critical), (now.TripsBelow, then.TripsBelow, now.StopsTone, then.StopsTone));
        Assert.Equal((now.Now, now.Peak, now.Stops), (then.Now, then.Peak, then.Stops));
        Assert.True(now.Trips < now.Stops && now.Stops < then.Trips && then.Trips < then.Now && then.Now < then.Peak);
        Assert.Null(LimitRuler.Of(0.07m, 0.07m, At()));
    }

    private static LimitFigures At(Func<EngineSnapshot, EngineSnapshot>? change = null) => LimitFigures.From(change is null ? Anchor.Snapshot() : change(Anchor.Snapshot()));
}
