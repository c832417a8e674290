using Bunit;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Layout;

namespace Titan.Tests.ConsoleTests;

/// <summary>KILL SWITCH and what lifts a lock: the answer is asked first, each step is told by itself, nothing arms.</summary>
public sealed class KillDialogTests
{
    [Fact]
    public async Task Kill_WithoutACode_AsksTheWordAndStaysShutUntilItIsTyped()
    {
        await using var face = new Face();
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.kill").SubmitAsync();

        Assert.Equal("Kill switch: stop everything and lock", bar.Find("[role=alertdialog] h2").TextContent);
        Assert.Equal(["Lock", "Disarm, pause Breakout", "Cancel entry orders", "Flatten 3 positions"], bar.FindAll("[role=alertdialog] ol b").Select(step => step.TextContent));
        Assert.True(bar.Find("[role=alertdialog] .button.danger").HasAttribute("disabled"));
        await bar.Find("#kill-answer").InputAsync("KIL");
        Assert.True(bar.Find("[role=alertdialog] .button.danger").HasAttribute("disabled"));
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task Kill_WithTheWord_SendsOnceAndTellsEachStep()
    {
        await using var face = new Face();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Done("Killed") with
        {
            Steps = [new ActStep("LOCK", true, "LOCKED"), new ActStep("DISARM", true, "Master Arm is off"), new ActStep("PAUSE", true, "strategies are paused"), new ActStep("CANCEL", true, "no entry is working"), new ActStep("FLATTEN", true, "the venue says flat")],
        });
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.kill").SubmitAsync();
        await bar.Find("#kill-answer").InputAsync(" kill ");
        await bar.Find("[role=alertdialog] form").SubmitAsync();

        Assert.Equal("console", Assert.IsType<KillCommand>(Assert.Single(face.Engine.Commands)).Author.Door);
        Assert.Equal("Killed: LOCKED, paused, flat.", bar.Find("[role=alertdialog] h2").TextContent);
        Assert.Equal(["done", "done", "done", "done", "done"], bar.FindAll("[role=alertdialog] ol li").Select(step => step.ClassName));
    }

    [Fact]
    public async Task Kill_WithAStepThatFailed_NamesItAndStaysLocked()
    {
        await using var face = new Face();
        face.Engine.Answer = _ => Task.FromResult(new CommandResult(CommandStatus.StillRunning, "FLATTEN_STILL_RUNNING", "Not flat yet; Titan goes on until the venue says flat.")
        {
            Steps = [new ActStep("LOCK", true, "LOCKED"), new ActStep("FLATTEN", false, "1 positions are still open; Titan goes on")],
        });
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.kill").SubmitAsync();
        await bar.Find("#kill-answer").InputAsync("KILL");
        await bar.Find("[role=alertdialog] .button.danger").ClickAsync();

        Assert.Equal("LOCKED, but not flat yet.", bar.Find("[role=alertdialog] h2").TextContent);
        Assert.Contains("1 positions are still open", bar.Find("[role=alertdialog] li.failed").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kill_WithAWrongCode_SaysSoAndKillsNothing()
    {
        await using var face = new Face();
        face.KillCodes.Code = "123456";
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.kill").SubmitAsync();
        Assert.Equal("password", bar.Find("#kill-answer").GetAttribute("type"));
        await bar.Find("#kill-answer").InputAsync("654321");
        await bar.Find("[role=alertdialog] .button.danger").ClickAsync();

        Assert.Contains("Wrong kill code", bar.Find("[role=alertdialog] .wrong").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(face.Engine.Commands, command => command is KillCommand);
        Assert.Contains(face.Engine.Commands, command => command is RecordAuditCommand { Action: "kill-code" });
    }

    [Fact]
    public async Task Kill_ByAViewer_IsNotOffered()
    {
        await using var face = new Face(roles: "Viewer");
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.kill").SubmitAsync();
        await bar.Find("#kill-answer").InputAsync("KILL");

        Assert.True(bar.Find("[role=alertdialog] .button.danger").HasAttribute("disabled"));
        await bar.Find("[role=alertdialog] form").SubmitAsync();
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task KillOpen_WhileItsFlattenRuns_IsTheOnlyDialog()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var killed = new TaskCompletionSource<CommandResult>();
        face.Engine.Answer = _ => killed.Task;
        var bar = face.Render<SafetyBar>();
        bar.WaitForAssertion(() => Assert.Equal(1, face.Feed.Listeners));
        await bar.Find(".zone form.kill").SubmitAsync();
        await bar.Find("#kill-answer").InputAsync("KILL");
        var sent = bar.Find("[role=alertdialog] .button.danger").ClickAsync();

        face.Engine.Publish(snapshot => snapshot with
        {
            Arm = new MasterArm(ArmState.Locked, LockCause.Kill, Anchor.At, "titan_admin", "operator"),
            PausedByKill = true,
            Flatten = new FlattenRun { Correlation = new CorrelationId("kill-1"), By = "titan_admin", Reason = "operator", StartedAt = Anchor.At, Cause = CloseReason.KillSwitch, Stage = FlattenStage.Closing, Legs = [new FlattenLeg { Symbol = "SOLUSDT", SignedQuantity = -32.6m }] },
        });
        bar.WaitForAssertion(() => Assert.Equal("Kill switch pulled", Assert.Single(bar.FindAll("[role=alertdialog] h2")).TextContent));
        bar.WaitForAssertion(() => Assert.Equal(["done", "done", "done", "running"], bar.FindAll("[role=alertdialog] ol li").Select(step => step.ClassName)));
        killed.SetResult(CommandResult.Done("Killed"));
        await sent;
    }

    [Fact]
    public async Task Release_WithAReason_SendsItAndSaysDisarmed()
    {
        await using var face = new Face(Anchor.Snapshot() with { Arm = new MasterArm(ArmState.Locked, LockCause.Kill, Anchor.At, "titan_admin", "operator") }, roles: "RiskManager");
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Done("Released. Titan is DISARMED, not armed."));
        var bar = face.Render<SafetyBar>();

        await bar.Find(".act button").ClickAsync();
        Assert.Equal("Release the lock?", bar.Find("[role=alertdialog] h2").TextContent);
        Assert.True(bar.Find("[role=alertdialog] .button.primary").HasAttribute("disabled"));
        await bar.Find("#lift-reason").InputAsync("The feed is repaired");
        await bar.Find("[role=alertdialog] .button.primary").ClickAsync();

        Assert.Equal("The feed is repaired", Assert.IsType<ReleaseCommand>(Assert.Single(face.Engine.Commands)).Reason);
        Assert.Contains("DISARMED, not armed", bar.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_NamesTheTrigger_AndARefusalStandsBesideTheField()
    {
        var anchor = Anchor.Snapshot();
        await using var face = new Face(anchor with { Arm = new MasterArm(ArmState.Locked, LockCause.Breaker, Anchor.At, "system", "x"), Breaker = new BreakerState { Active = true, Reason = "daily drawdown 7.012 % > 7 %" } }, roles: "RiskManager");
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Invalid("REASON_REQUIRED", "reason: 5 to 500 characters are required"));
        var bar = face.Render<SafetyBar>();

        await bar.Find(".act button").ClickAsync();
        Assert.Contains("The trigger was: daily drawdown 7.012 % > 7 %.", bar.Find("[role=alertdialog] label").TextContent, StringComparison.Ordinal);
        await bar.Find("#lift-reason").InputAsync("enough now");
        await bar.Find("[role=alertdialog] .button.primary").ClickAsync();

        Assert.IsType<ResetBreakerCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal("5 to 500 characters are required.", bar.Find("#lift-hint").TextContent);
    }
}
