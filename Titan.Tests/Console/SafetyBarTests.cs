using Bunit;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Layout;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>Master Arm and danger zone as components: what is offered, what is sent, who may.</summary>
public sealed class SafetyBarTests
{
    private static readonly MasterArm Disarmed = new(ArmState.Disarmed, LockCause.None, Anchor.At, "titan_admin", "");

    [Fact]
    public async Task Armed_OffersDisarm_WhichIsOnePress()
    {
        await using var face = new Face();
        var bar = face.Render<SafetyBar>();

        Assert.Contains("ARMED", bar.Find(".chip.armed").TextContent, StringComparison.Ordinal);
        await bar.Find(".act button").ClickAsync();

        var sent = Assert.IsType<DisarmCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal(new Author("titan_admin", "Operator", "console"), sent.Author);
    }

    [Fact]
    public async Task Disarmed_OffersTheHold_AndTheWordInstead()
    {
        await using var face = new Face(Anchor.Snapshot() with { Arm = Disarmed });
        var bar = face.Render<SafetyBar>();

        Assert.NotNull(bar.Find("[data-hold]"));
        await bar.Find(".hold-box .instead").ClickAsync();
        await bar.Find(".typed input").InputAsync("nope");
        Assert.True(bar.Find(".typed button").HasAttribute("disabled"));
        await bar.Find(".typed input").InputAsync(" arm ");
        await bar.Find(".typed").SubmitAsync();

        Assert.IsType<ArmCommand>(Assert.Single(face.Engine.Commands));
    }

    [Fact]
    public async Task Held_SendsOneArm()
    {
        await using var face = new Face(Anchor.Snapshot() with { Arm = Disarmed });
        var bar = face.Render<SafetyBar>();

        await bar.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);

        Assert.Null(Assert.IsType<ArmCommand>(Assert.Single(face.Engine.Commands)).Confirm);
    }

    [Fact]
    public async Task InLive_TheHoldWaitsForTheWord_AndConfirmsIt()
    {
        var anchor = Anchor.Snapshot();
        await using var face = new Face(anchor with { Arm = Disarmed, Identity = anchor.Identity with { Mode = "LIVE", Environment = "testnet" } });
        var bar = face.Render<SafetyBar>();

        Assert.True(bar.Find("[data-hold]").HasAttribute("disabled"));
        await bar.Find(".typed input").InputAsync("live");
        Assert.False(bar.Find("[data-hold]").HasAttribute("disabled"));
        await bar.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);

        Assert.Equal("LIVE", Assert.IsType<ArmCommand>(Assert.Single(face.Engine.Commands)).Confirm);
    }

    [Fact]
    public async Task Refused_SaysTheEnginesWords()
    {
        await using var face = new Face(Anchor.Snapshot() with { Arm = Disarmed });
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Refused("ARM_REFUSED", "Cannot arm: 1 of 8 not met. Clock: unknown."));
        var bar = face.Render<SafetyBar>();

        await bar.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);

        Assert.Equal("Cannot arm: 1 of 8 not met. Clock: unknown.", bar.Find(".lines b").TextContent);
    }

    [Fact]
    public async Task WithAFailingPrecondition_ArmIsShownBlockedWithTheReason()
    {
        var anchor = Anchor.Snapshot();
        await using var face = new Face(anchor with { Arm = Disarmed, Preconditions = [.. anchor.Preconditions.Select(one => one.Code == "CLOCK" ? one with { Met = null, Value = "unknown" } : one)] });

        var arm = face.Render<SafetyBar>().Find(".act button");

        Assert.True(arm.HasAttribute("disabled"));
        Assert.Contains("1 of 8 not met", arm.TextContent, StringComparison.Ordinal);
        Assert.Equal("Cannot arm: Clock: unknown. Synchronise the machine's clock.", arm.GetAttribute("title"));
    }

    [Fact]
    public async Task Viewer_SeesEverythingAndMayDoNothing()
    {
        await using var face = new Face(Anchor.Snapshot() with { Arm = Disarmed }, roles: "Viewer");
        var bar = face.Render<SafetyBar>();

        Assert.True(bar.Find(".act button").HasAttribute("disabled"));
        await bar.Find(".zone form.flatten").SubmitAsync();
        Assert.True(bar.Find("[role=alertdialog] .button.danger").HasAttribute("disabled"));
    }

    [Fact]
    public async Task DangerZone_IsThreeRealFormsInOrder_ThatOpenThePlainPageWithoutACircuit()
    {
        await using var face = new Face(parts: new FaceParts { OnCall = true });
        var forms = face.Render<SafetyBar>().FindAll(".zone form");

        Assert.Equal(["/oncall/flatten", "/oncall/cancel", "/oncall/kill"], forms.Select(form => form.GetAttribute("action")));
        Assert.All(forms, form => Assert.Equal("get", form.GetAttribute("method")));
        Assert.All(forms, form => Assert.True(form.HasAttribute("data-oncall")));
        Assert.All(forms, form => Assert.False(form.QuerySelector("button")!.HasAttribute("disabled")));
    }

    [Theory]
    [InlineData(LockCause.Kill, "Release lock…")]
    [InlineData(LockCause.Hard, "Release lock…")]
    [InlineData(LockCause.Breaker, "Reset breaker…")]
    [InlineData(LockCause.Emergency, "Clear emergency…")]
    public async Task Locked_OffersARiskManagerWhatLiftsIt_AndNobodyElse(LockCause cause, string text)
    {
        var locked = Anchor.Snapshot() with { Arm = new MasterArm(ArmState.Locked, cause, Anchor.At, "titan_admin", "x") };
        await using var manager = new Face(locked, roles: "RiskManager");
        await using var operating = new Face(locked);

        Assert.Contains(text, manager.Render<SafetyBar>().Find(".act button").TextContent, StringComparison.Ordinal);
        Assert.False(manager.Render<SafetyBar>().Find(".act button").HasAttribute("disabled"));
        var refused = operating.Render<SafetyBar>().Find(".act button");
        Assert.True(refused.HasAttribute("disabled"));
        Assert.Contains("needs Risk Manager", refused.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Pause")]
    [InlineData(true, "Resume")]
    public async Task Armed_OffersPauseOrResume_AndSendsIt(bool paused, string text)
    {
        await using var face = new Face(Anchor.Snapshot() with { PausedByOperator = paused });
        var button = face.Render<SafetyBar>().FindAll(".act button").Single(one => one.TextContent == text);

        await button.ClickAsync();

        Assert.Equal(!paused, Assert.IsType<PauseCommand>(Assert.Single(face.Engine.Commands)).Paused);
    }

    [Fact]
    public async Task Bar_WhenTheArmMoves_AnnouncesItOnce()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var bar = face.Render<SafetyBar>();
        Assert.Equal("", bar.Find("[role=alert]").TextContent);
        bar.WaitForAssertion(() => Assert.Equal(1, face.Feed.Listeners));

        face.Engine.Publish(snapshot => snapshot with { PausedByOperator = true });
        bar.WaitForAssertion(() => Assert.Contains("Paused", bar.Find(".lines b").TextContent, StringComparison.Ordinal));
        face.Engine.Publish(snapshot => snapshot with { Arm = Disarmed });

        bar.WaitForAssertion(() => Assert.Equal("Master Arm is DISARMED", bar.Find("[role=alert]").TextContent));
    }
}
