using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Pages;
using Titan.Web.Tuning;

namespace Titan.Tests.ConsoleTests;

/// <summary>The Risk tab in every state: read only, typed, wrong, reviewed, refused, saved, overtaken by somebody else.</summary>
public sealed class LimitsTabTests
{
    private const string Version = "2026-11-21T03:00:00Z";

    [Theory]
    [InlineData("Viewer")]
    [InlineData("Operator")]
    [InlineData("Admin")]
    public async Task Limits_WithoutTheRight_AreSeenWithTheRightTheyNeed(string role)
    {
        await using var face = Staged(role);
        var page = face.Render<Settings>();

        Assert.Contains("Needs Risk Manager.", page.Find("#limits-restricted").TextContent, StringComparison.Ordinal);
        Assert.Equal("20", page.Find("#limit-maxLeverage").GetAttribute("value"));
        Assert.All(page.FindAll("main input, .limit input"), input => Assert.True(input.HasAttribute("disabled")));
        Assert.Empty(page.FindAll(".review footer, .limit button"));
    }

    [Fact]
    public async Task Limits_WithTheRight_AreFieldsWithUnitRangeAndValue()
    {
        await using var face = Staged();
        var page = face.Render<Settings>();

        Assert.Equal(Limits.All.Select(limit => limit.Title), page.FindAll(".limit label").Select(label => label.TextContent));
        var field = page.Find("#limit-maxDailyDrawdown");
        Assert.Equal(("7", "%"), (field.GetAttribute("value"), field.ParentElement!.QuerySelector(".unit")!.TextContent));
        Assert.Contains("allowed 3–10 %", page.Find($"#{field.GetAttribute("aria-describedby")}").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing changes yet.", page.Find(".review").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".draft, .review footer"));
    }

    [Fact]
    public async Task Value_ThatIsTyped_IsReviewedAtOnceWithWhatItMeans()
    {
        await using var face = Staged();
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxDailyDrawdown", "5,0");
        await TypeAsync(page, "maxLeverage", "12");

        Assert.Equal(["7 %", "20×"], page.FindAll(".review tbody .old").Select(old => old.TextContent));
        Assert.Equal(["5 %", "12×"], page.FindAll(".review tbody .new").Select(value => value.TextContent));
        Assert.Equal(["safer, trips sooner", "safer, no effect today"], page.FindAll(".review tbody .tag").Select(tag => tag.TextContent.Trim()));
        Assert.Contains("If all stops fill, drawdown is 5.81 %.", page.Find(".review").TextContent, StringComparison.Ordinal);
        Assert.Contains("breaker trips below 2,332.14 → 2,382.30 USDT", page.Find("#limit-maxDailyDrawdown-note").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find(".tabs a.chosen .draft"));
        Assert.Empty(face.Engine.Commands);

        await page.FindAll(".panel-plain > header button").Single(button => button.TextContent == "Undo all 2").ClickAsync();
        Assert.Empty(page.FindAll(".draft, .review footer, .review tbody"));
        Assert.Equal("7", page.Find("#limit-maxDailyDrawdown").GetAttribute("value"));
    }

    [Theory]
    [InlineData("maxRiskPerTrade", "20", "20 %: allowed 1 % to 5 %.")]
    [InlineData("maxPositions", "2.5", "2.5: a whole number.")]
    [InlineData("minEquity", "1,500", "1,500 could mean 1.5 or 1500. Type it without a sign for thousands.")]
    [InlineData("maxLeverage", "ten", "ten is not a number.")]
    [InlineData("maxLeverage", "", "Type a number, or undo.")]
    public async Task Value_ThatIsWrong_IsSaidBesideTheFieldAndNothingIsSaved(string name, string text, string words)
    {
        await using var face = Staged();
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxDailyDrawdown", "5");
        await TypeAsync(page, name, text);

        var field = page.Find($"#limit-{name}");
        Assert.Equal(("true", text), (field.GetAttribute("aria-invalid"), field.GetAttribute("value")));
        Assert.Contains(words, page.Find($"#limit-{name}-note .tone-critical").TextContent, StringComparison.Ordinal);
        Assert.True(Save(page).HasAttribute("disabled"));
        Assert.Contains("Nothing is saved until all is right.", page.Find("#limits-against").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tightening_IsSavedByOneClick_AndTheWayBackIsOffered()
    {
        await using var face = Staged();
        face.Engine.Answer = _ => Task.FromResult(Accepted("2026-11-21T03:14:22Z", "Risk:MaxDailyDrawdown", "0.07", "0.05"));
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxDailyDrawdown", "5");
        await page.Find("#limits-reason").InputAsync("before CPI");
        await Save(page).ClickAsync();

        var sent = Assert.IsType<ChangeLimitsCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal(("before CPI", "console", null), (sent.Reason, sent.Author.Door, sent.Confirm));
        Assert.Equal(new Dictionary<string, decimal> { ["maxDailyDrawdown"] = 0.05m }, sent.Limits.ToDictionary());
        Assert.Contains("Version 2026-11-21T03:14:22Z is in force. Max daily drawdown 7 % → 5 %", page.Find(".saved").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".review footer"));

        await page.Find(".saved button").ClickAsync();
        Assert.Equal($"Return to version {Version}?", page.Find("[role=alertdialog] h2").TextContent);
    }

    [Fact]
    public async Task Loosening_NeedsAReasonAndAHold()
    {
        await using var face = Staged();
        face.Engine.Answer = _ => Task.FromResult(Accepted("2026-11-21T03:14:22Z", "Risk:MaxPositions", "5", "7"));
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxPositions", "7");

        Assert.Equal("riskier", page.Find(".review tbody .tag.tone-high").TextContent.Trim());
        Assert.True(Save(page).HasAttribute("disabled"));
        Assert.Contains("needed to loosen a limit", page.Find("#limits-reason-note").TextContent, StringComparison.Ordinal);
        await page.Find("#limits-reason").InputAsync("wider book");
        await Save(page).ClickAsync();
        Assert.Empty(face.Engine.Commands);
        Assert.Contains("This loosens a limit. Hold to save.", page.Find(".asking").TextContent, StringComparison.Ordinal);
        await page.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);

        Assert.Equal(7m, Assert.IsType<ChangeLimitsCommand>(Assert.Single(face.Engine.Commands)).Limits["maxPositions"]);
        Assert.Contains("Max positions 5 → 7", page.Find(".saved").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leverage_Above20_NeedsItsWordTyped()
    {
        await using var face = Staged();
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxLeverage", "25");
        await page.Find("#limits-reason").InputAsync("agreed with the desk");
        await Save(page).ClickAsync();

        Assert.Contains("More than 20×. Type LEVERAGE to save.", page.Find(".asking").TextContent, StringComparison.Ordinal);
        await page.Find(".asking input").InputAsync("LEV");
        Assert.True(page.Find(".asking .primary").HasAttribute("disabled"));
        await page.Find(".asking form").SubmitAsync();
        Assert.Empty(face.Engine.Commands);
        await page.Find(".asking input").InputAsync("leverage");
        await page.Find(".asking form").SubmitAsync();

        Assert.Equal("LEVERAGE", Assert.IsType<ChangeLimitsCommand>(Assert.Single(face.Engine.Commands)).Confirm);
    }

    [Fact]
    public async Task Refusal_OfTheEngine_StandsBesideTheFieldUntilItIsTypedAnew()
    {
        await using var face = Staged();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Invalid("INVALID_CONFIG", "x") with { Problems = [new ConfigProblem("maxDailyDrawdown", "0.05", "allowed 0.06 to 0.1")] });
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxDailyDrawdown", "5");
        await Save(page).ClickAsync();

        Assert.Contains("5 %: allowed 3 % to 10 %.", page.Find("#limit-maxDailyDrawdown-note .tone-critical").TextContent, StringComparison.Ordinal);
        Assert.Equal("5", page.Find("#limit-maxDailyDrawdown").GetAttribute("value"));
        Assert.Empty(page.FindAll(".saved"));
        await TypeAsync(page, "maxDailyDrawdown", "6");
        Assert.Empty(page.FindAll("#limit-maxDailyDrawdown-note .tone-critical"));
    }

    [Fact]
    public async Task Refusal_OfTheWhole_KeepsWhatWasTyped()
    {
        await using var face = Staged();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Refused("STOPPING", "The engine is stopping."));
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxDailyDrawdown", "5");
        await Save(page).ClickAsync();

        Assert.Contains("Not saved: ", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("5", page.Find("#limit-maxDailyDrawdown").GetAttribute("value"));
    }

    [Fact]
    public async Task SomebodyElse_WhoChangesTheLimitMeanwhile_IsSaidAndTheViewerDecides()
    {
        await using var face = Staged();
        await face.RunFeedAsync();
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxLeverage", "12");
        face.Diary.Settings.Insert(0, new SettingsEntry(40, Anchor.At, new SettingsAccepted("2026-11-21T03:14:25Z", "c3", "api", "bob", "quiet", new RiskConfig { MaxLeverage = 10m }, ConfigVersion.Write(new TitanConfig { Risk = new RiskConfig { MaxLeverage = 10m } }), true)));
        face.Engine.Publish(snapshot => snapshot with { Identity = snapshot.Identity with { VersionTag = "2026-11-21T03:14:25Z", Risk = new RiskConfig { MaxLeverage = 10m } } });

        page.WaitForAssertion(() => Assert.Contains("Changed to 10× by bob since you began.", page.Find("#limit-maxLeverage-note").TextContent, StringComparison.Ordinal));
        Assert.Equal("12", page.Find("#limit-maxLeverage").GetAttribute("value"));
        Assert.True(Save(page).HasAttribute("disabled"));

        await page.FindAll(".decide button").Single(button => button.TextContent == "Keep mine").ClickAsync();
        Assert.Equal(("10×", "12×"), (page.Find(".review .old").TextContent, page.Find(".review .new").TextContent));
        Assert.Empty(page.FindAll(".decide"));
        await page.Find("#limits-reason").InputAsync("my reason");
        Assert.False(Save(page).HasAttribute("disabled"));
    }

    [Fact]
    public async Task SomebodyElse_FasterByAMoment_IsToldWithTheAnswer()
    {
        await using var face = Staged();
        face.Engine.Answer = _ => Task.FromResult(Accepted("2026-11-21T03:14:22Z", "Risk:MaxDailyDrawdown", "0.06", "0.05"));
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxDailyDrawdown", "5");
        await Save(page).ClickAsync();
        Assert.Contains("Max daily drawdown was set to 6 % by somebody else a moment before.", page.Find(".saved").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_OutlivesALookAtAnotherTab()
    {
        await using var face = Staged();
        var page = face.Render<Settings>();
        await TypeAsync(page, "maxLeverage", "12");
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/settings?group=versions");
        Assert.NotNull(page.Find(".tabs .draft"));
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/settings?group=risk");
        Assert.Equal("12", page.Find("#limit-maxLeverage").GetAttribute("value"));
    }

    [Fact]
    public void Figures_ThatMove_DrawNothingWhileNothingIsTyped()
    {
        var (before, after) = (Anchor.Snapshot(), Anchor.Snapshot() with { Equity = Anchor.Snapshot().Equity with { Equity = 2_440m } });
        Assert.Equal(LimitsSight.From(before, withFigures: false), LimitsSight.From(after, withFigures: false));
        Assert.NotEqual(LimitsSight.From(before, withFigures: true), LimitsSight.From(after, withFigures: true));
    }

    internal static Face Staged(string roles = "RiskManager")
    {
        var snapshot = Anchor.Snapshot();
        var face = new Face(snapshot with { Identity = snapshot.Identity with { VersionTag = Version, Risk = new RiskConfig() } }, roles);
        face.Diary.Settings.AddRange(StagedDiary.WithVersions().Settings);
        return face;
    }

    internal static CommandResult Accepted(string tag, string key, string old, string now) =>
        CommandResult.Done($"Version {tag} is in force: {key} {old} to {now}") with { VersionTag = tag, Changes = [new SettingChange(key, old, now)] };

    private static Task TypeAsync(IRenderedComponent<Settings> page, string name, string text) => page.Find($"#limit-{name}").InputAsync(text);

    private static IElement Save(IRenderedComponent<Settings> page) => page.FindAll(".review footer .button")[^1];
}
