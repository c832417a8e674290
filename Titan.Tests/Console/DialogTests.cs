using Bunit;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Layout;

namespace Titan.Tests.ConsoleTests;

/// <summary>The dangerous dialogs: one question, the venue's word at the end, and the safe answer always at hand.</summary>
public sealed class DialogTests
{
    [Fact]
    public async Task Flatten_ConfirmedAtOnce_IsDeafAgainstADoubleClick()
    {
        await using var face = new Face();
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.flatten").SubmitAsync();
        await bar.Find(".button.danger").ClickAsync();

        Assert.Empty(face.Engine.Commands);
        Assert.Equal("Are you sure? This will close ALL positions.", bar.Find("[role=alertdialog] h2").TextContent);
    }

    [Fact]
    public async Task Flatten_ConfirmedDeliberately_SendsItOnceWithItsReason()
    {
        await using var face = new Face();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Done("flat") with { Rows = [new CommandRow("BTCUSDT", true, null, 91_508.6m)] });
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.flatten").SubmitAsync();
        await bar.FindAll(".choice")[0].ClickAsync();
        face.Machine.Skip(TimeSpan.FromSeconds(1));
        await bar.Find(".button.danger").ClickAsync();

        var sent = Assert.IsType<FlattenCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal(("Market move", "console"), (sent.Reason, sent.Author.Door));
        Assert.Equal("Flat. The venue confirms 0 positions and 0 orders.", bar.Find("[role=alertdialog] h2").TextContent);
        Assert.Contains("91,508.6", bar.Find("[role=alertdialog] table").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flatten_NotFlatAfterItsTime_SaysWhatIsOpenAndOffersToTryAgain()
    {
        await using var face = new Face();
        face.Engine.Answer = _ => Task.FromResult(new CommandResult(CommandStatus.StillRunning, "FLATTEN_STILL_RUNNING", "x") { Rows = [new CommandRow("SOLUSDT", false, null, null, "110007 not enough")] });
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.flatten").SubmitAsync();
        face.Machine.Skip(TimeSpan.FromSeconds(1));
        await bar.Find(".button.danger").ClickAsync();

        Assert.Equal("Not flat.", bar.Find("[role=alertdialog] h2").TextContent);
        Assert.Contains("SOLUSDT is still open: 110007 not enough. Its stop is live at 139.80.", bar.Markup, StringComparison.Ordinal);
        Assert.Contains(bar.FindAll("footer button"), button => button.TextContent == "Try again");
    }

    [Theory]
    [InlineData(ArmState.Armed, LockCause.None, false, "After this you are DISARMED. You can arm again when you want.")]
    [InlineData(ArmState.Disarmed, LockCause.None, false, "After this you are DISARMED. You can arm again when you want.")]
    [InlineData(ArmState.Disarmed, LockCause.None, true, "After this you are DISARMED. The kill switch still holds: arming waits for its release.")]
    [InlineData(ArmState.Locked, LockCause.Breaker, false, "After this you are still LOCKED. The circuit breaker holds it; flatten does not lift it.")]
    [InlineData(ArmState.Locked, LockCause.Kill, true, "After this you are still LOCKED. Only a Risk Manager releases it, with a reason; flatten does not lift it.")]
    [InlineData(ArmState.Locked, LockCause.Hard, false, "After this you are still LOCKED. Only a Risk Manager releases it, with a reason; flatten does not lift it.")]
    [InlineData(ArmState.Locked, LockCause.Emergency, false, "After this you are still LOCKED. The emergency must be cleared with a reason first.")]
    public async Task Flatten_Asked_SaysHowTheArmStandsAfterwards(ArmState state, LockCause cause, bool killed, string words)
    {
        await using var face = new Face(Anchor.Snapshot() with { Arm = Anchor.Snapshot().Arm with { State = state, Lock = cause }, PausedByKill = killed });
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.flatten").SubmitAsync();

        Assert.Contains(words, bar.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flatten_KeptByEscape_SendsNothing()
    {
        await using var face = new Face();
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.flatten").SubmitAsync();
        await bar.Find("[role=alertdialog]").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Escape" });

        Assert.Empty(bar.FindAll("[role=alertdialog]"));
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task Flatten_BegunBySomebodyElse_ShowsItsProgressAndItsEnd()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var bar = face.Render<SafetyBar>();
        bar.WaitForAssertion(() => Assert.Equal(1, face.Feed.Listeners));

        face.Engine.Publish(snapshot => snapshot with
        {
            Flatten = new FlattenRun { Correlation = new CorrelationId("flatten-9"), By = "anna", Reason = "Malfunction", StartedAt = Anchor.At, Stage = FlattenStage.Closing, Attempt = 1, Legs = [new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = 1m }, new FlattenLeg { Symbol = "ETHUSDT", SignedQuantity = 1m }, new FlattenLeg { Symbol = "SOLUSDT", SignedQuantity = 1m }] },
            Positions = [Anchor.Sol(Anchor.At)],
        });
        bar.WaitForAssertion(() => Assert.Equal("Flattening, 2 of 3 closed", bar.Find("[role=alertdialog] h2").TextContent));
        Assert.Contains("This runs in the engine, step by step on disk.", bar.Markup, StringComparison.Ordinal);
        face.Engine.Publish(snapshot => snapshot with { Flatten = null, Positions = [] });

        bar.WaitForAssertion(() => Assert.Equal("Flat. The venue confirms 0 positions and 0 orders.", bar.Find("[role=alertdialog] h2").TextContent));
        Assert.Contains("started by anna", bar.Find("[role=alertdialog] header").TextContent, StringComparison.Ordinal);
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task Flatten_Hidden_GoesOnInTheBar()
    {
        var run = new FlattenRun { Correlation = new CorrelationId("flatten-9"), By = "anna", Reason = "x", StartedAt = Anchor.At, Stage = FlattenStage.Closing, Legs = [new FlattenLeg { Symbol = "SOLUSDT", SignedQuantity = 1m }, new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = 1m }] };
        await using var face = new Face(Anchor.Snapshot() with { Flatten = run, Positions = [Anchor.Sol(Anchor.At)] });
        var bar = face.Render<SafetyBar>();

        await bar.Find("[role=alertdialog] footer button").ClickAsync();

        Assert.Empty(bar.FindAll("[role=alertdialog]"));
        Assert.Equal("Flatten running, 1 of 2", bar.Find(".lines b").TextContent);
    }

    [Fact]
    public async Task CancelAll_Asked_NamesTheCountAndSaysWhatTheVenueAnswered()
    {
        await using var face = new Face(Anchor.Snapshot() with { WorkingOrders = [Anchor.Entry(Anchor.At)] });
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Done("cancelled") with { Count = 1 });
        var bar = face.Render<SafetyBar>();

        await bar.Find(".zone form.cancel").SubmitAsync();
        Assert.Equal("Cancel 1 entry order? Stops and targets stay.", bar.Find("[role=alertdialog] h2").TextContent);
        face.Machine.Skip(TimeSpan.FromSeconds(1));
        await bar.Find(".button.danger").ClickAsync();

        Assert.Equal("Cancelled", bar.Find("[role=alertdialog] h2").TextContent);
        Assert.False(Assert.IsType<CancelAllCommand>(Assert.Single(face.Engine.Commands)).IncludeProtective);
        Assert.Contains("The venue cancelled 1 order.", bar.Markup, StringComparison.Ordinal);
    }
}
