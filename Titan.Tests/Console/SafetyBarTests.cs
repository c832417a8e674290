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
    public async Task DangerZone_IsThreeFormsInOrder_AndSaysWhatIsNotInstalled()
    {
        await using var face = new Face();
        var forms = face.Render<SafetyBar>().FindAll(".zone form");

        Assert.Equal(["/oncall/flatten", "/oncall/cancel", "/oncall/kill"], forms.Select(form => form.GetAttribute("action")));
        Assert.All(forms, form => Assert.Equal("post", form.GetAttribute("method")));
        Assert.True(forms[2].QuerySelector("button")!.HasAttribute("disabled"));
        Assert.Contains("not installed yet", forms[2].TextContent, StringComparison.Ordinal);
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
