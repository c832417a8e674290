using Titan.Engine.Configuration;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Tuning;

namespace Titan.Tests.ConsoleTests;

/// <summary>A draft holds only what was typed; held against what is in force it says what would change, what the engine would refuse, and who was faster.</summary>
public sealed class LimitReviewTests
{
    private static readonly TitanConfig Config = new();

    [Fact]
    public void Draft_OfOneLimit_FollowsTheOthersAndKeepsItsText()
    {
        var draft = Typed(("maxLeverage", "12"));
        Assert.Equal("12", draft.TextOf(LimitTextTests.Of("maxLeverage"), 17m));
        Assert.Equal("3", draft.TextOf(LimitTextTests.Of("maxPositions"), 3m));
        Assert.True(draft.Undo("maxLeverage").IsEmpty);
    }

    [Theory]
    [InlineData("20", true)]
    [InlineData("20.0×", true)]
    [InlineData("20.5", false)]
    [InlineData("", false)]
    public void Field_ThatWasLeftAsItIs_IsNoChange(string text, bool gone)
    {
        var draft = Typed(("maxLeverage", text));
        Assert.Empty(gone ? LimitReview.Of(draft, Config, []).Lines : []);
        Assert.Equal(gone, draft.Settle(LimitTextTests.Of("maxLeverage"), 20m).IsEmpty);
    }

    [Fact]
    public void Review_OfADraft_IsOldAgainstNewWithItsDirection()
    {
        var review = LimitReview.Of(Typed(("maxRiskPerTrade", "1.5"), ("maxPositions", "7"), ("breakerCooldownHours", "2")), Config, []);
        Assert.Equal(
            [("maxRiskPerTrade", "2 %", "1.5 %", LimitTurn.Safer), ("maxPositions", "5", "7", LimitTurn.Riskier), ("breakerCooldownHours", "4 h", "2 h", LimitTurn.Riskier)],
            review.Lines.Select(line => (line.Limit.Name, line.Old, line.New, line.Turn)));
        Assert.True(review is { MaySave: true, Loosens: true, AsksWord: false });
        Assert.Equal(0.015m, review.Wanted["maxRiskPerTrade"]);
        Assert.Equal((0.015m, 7), (review.Risk.MaxRiskPerTrade, review.Risk.MaxPositions));
    }

    [Theory]
    [InlineData("maxLeverage", 20, 12, LimitTurn.Safer)]
    [InlineData("maxLeverage", 20, 25, LimitTurn.Riskier)]
    [InlineData("minEquity", 150, 200, LimitTurn.Safer)]
    [InlineData("feeBarrierMultiplier", 2, 1.5, LimitTurn.Riskier)]
    [InlineData("lossWindowMinutes", 0, 60, LimitTurn.Riskier)]
    [InlineData("lossWindowMinutes", 60, 120, LimitTurn.Safer)]
    [InlineData("lossWindowMinutes", 60, 0, LimitTurn.Safer)]
    [InlineData("maxPositions", 5, 5, LimitTurn.None)]
    public void Turn_OfALimit_IsWhetherMoreCanBeLost(string name, double old, double now, LimitTurn turn) => Assert.Equal(turn, Limits.Turn(name, (decimal)old, (decimal)now));

    [Fact]
    public void OneLimitWrong_StandsBesideItsField_AndNothingMayBeSaved()
    {
        var review = LimitReview.Of(Typed(("maxDailyDrawdown", "20"), ("maxPositions", "2.5"), ("maxLeverage", "ten"), ("maxRiskPerTrade", "1")), Config, []);
        Assert.Equal(
            new Dictionary<string, string> { ["maxDailyDrawdown"] = "20 %: allowed 3 % to 10 %.", ["maxPositions"] = "2.5: a whole number.", ["maxLeverage"] = "ten is not a number." },
            review.Problems.ToDictionary());
        Assert.False(review.MaySave);
    }

    [Theory]
    [InlineData(20, "25", true)]
    [InlineData(30, "25", false)]
    [InlineData(10, "20", false)]
    public void Leverage_RaisedAbove20_AsksItsWord(int inForce, string typed, bool asks) =>
        Assert.Equal(asks, LimitReview.Of(Typed(("maxLeverage", typed)), Config with { Risk = new RiskConfig { MaxLeverage = inForce } }, []).AsksWord);

    [Fact]
    public void SomebodyElse_WhoWasFaster_IsNamedAndNothingIsSavedBeforeTheViewerDecides()
    {
        var draft = Typed(("maxLeverage", "12"));
        var meanwhile = Config with { Risk = new RiskConfig { MaxLeverage = 10m } };
        var entries = StagedDiary.WithVersions().Settings.Skip(1).ToArray();

        var review = LimitReview.Of(draft, meanwhile, entries);
        Assert.Equal("Changed to 10× by ann since you began.", review.Clashes["maxLeverage"].Words);
        Assert.False(review.MaySave);
        Assert.Equal("10×", Assert.Single(review.Lines).Old);

        var limit = LimitTextTests.Of("maxLeverage");
        Assert.True(LimitReview.Of(draft.Keep(limit, 10m), meanwhile, entries).MaySave);
        Assert.Empty(LimitReview.Of(draft.Undo("maxLeverage"), meanwhile, entries).Lines);
        Assert.Equal("Changed to 10× since you began.", LimitReview.Of(draft, meanwhile, []).Clashes["maxLeverage"].Words);
    }

    [Fact]
    public void SomebodyElse_WhoSetTheVeryValue_LeavesNothingToDecide()
    {
        var review = LimitReview.Of(Typed(("maxLeverage", "12"), ("maxPositions", "4")), Config with { Risk = new RiskConfig { MaxLeverage = 12m } }, []);
        Assert.Empty(review.Clashes);
        Assert.Equal("maxPositions", Assert.Single(review.Lines).Limit.Name);
    }

    [Fact]
    public void Return_ToOtherLimits_IsReviewedLikeADraft()
    {
        var review = LimitReview.Between(Config with { Risk = new RiskConfig { MaxLeverage = 10m } }, new RiskConfig { MaxLeverage = 25m, MinEquity = 200m });
        Assert.Equal([("maxLeverage", LimitTurn.Riskier), ("minEquity", LimitTurn.Safer)], review.Lines.Select(line => (line.Limit.Name, line.Turn)));
        Assert.True(review.AsksWord);
    }

    private static LimitDraft Typed(params (string Name, string Text)[] typed)
    {
        var now = RiskLimits.Values(Config.Risk);
        return typed.Aggregate(LimitDraft.Empty, (draft, one) => draft.Type(LimitTextTests.Of(one.Name), one.Text, now[one.Name]));
    }
}
