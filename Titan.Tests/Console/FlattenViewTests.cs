using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>FLATTEN ALL as operators read it: what it would do, how far it is, and how it ended, in the venue's word.</summary>
public sealed class FlattenViewTests
{
    private static readonly FlattenRun Run = new()
    {
        Correlation = new CorrelationId("flatten-7"),
        By = "titan_admin",
        Reason = "Market move",
        StartedAt = Anchor.At.AddSeconds(-1.4),
        Stage = FlattenStage.Closing,
        Attempt = 2,
        Legs = [new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = 1m }, new FlattenLeg { Symbol = "ETHUSDT", SignedQuantity = 1m }, new FlattenLeg { Symbol = "SOLUSDT", SignedQuantity = 1m }],
    };

    [Fact]
    public void Preview_OfTheAnchor_SaysWhatItSendsAndRemoves()
    {
        var preview = FlattenPreview.From(Anchor.Snapshot() with { WorkingOrders = [Anchor.Entry(Anchor.At)] }, Anchor.At);

        Assert.Equal(["SELL 0.052 market", "SELL 0.78 market", "BUY 32.6 market"], preview.Rows.Select(row => row.WillSend));
        Assert.Equal(["4,758.64", "2,356.50", "4,530.42"], preview.Rows.Select(row => row.Notional));
        Assert.Equal((3, 1, "11,645.56", "−28.24", "6 protective"), (preview.Positions, preview.EntryOrders, preview.Notional, preview.OpenPnl, preview.Protective));
        Assert.Null(preview.AlreadyFlat);
    }

    [Fact]
    public void Preview_WithNothingOpen_SaysWhenTheVenueConfirmedIt() => Assert.Equal(
        "Already flat, confirmed 41 s ago.",
        FlattenPreview.From(Anchor.Snapshot() with { Positions = [], Reconcile = new ReconcileView(Anchor.At.AddSeconds(-41), true, 0, 0, [], "timer") }, Anchor.At).AlreadyFlat);

    [Fact]
    public void Running_WithOneLeft_CountsAndNamesTheStep()
    {
        var view = FlattenView.From(Anchor.Snapshot() with { Flatten = Run, Positions = [Anchor.Sol(Anchor.At)] }, Anchor.At);

        Assert.NotNull(view);
        Assert.Equal((2, 3), (view.Closed, view.Total));
        Assert.Equal("2 of 3 closed · try 2", view.Steps[3].Detail);
        Assert.Equal([StepState.Done, StepState.Done, StepState.Done, StepState.Running, StepState.Waiting, StepState.Waiting], view.Steps.Select(step => step.State));
        Assert.Equal(["closed", "closed", "32.6 to close"], view.Legs.Select(leg => leg.Detail));
        Assert.Null(view.NoAnswer);
    }

    [Fact]
    public void Running_PastTheMarketTries_SaysThatItPricesAtTheLimit() =>
        Assert.Contains("try 4, at the price limit", FlattenView.From(Anchor.Snapshot() with { Flatten = Run with { Attempt = 4 } }, Anchor.At)!.Steps[3].Detail, StringComparison.Ordinal);

    [Fact]
    public void Running_ButSomethingElseIsOpenToo_CountsItIn()
    {
        var view = FlattenView.From(Anchor.Snapshot() with { Flatten = Run with { Legs = [new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = 1m }] }, Positions = [Anchor.Sol(Anchor.At)] }, Anchor.At);

        Assert.Equal((1, 2), (view!.Closed, view.Total));
    }

    [Fact]
    public void Running_WithAnUnansweredClose_SaysThatNothingIsResent()
    {
        var silent = Anchor.Entry(Anchor.At) with { Purpose = OrderPurpose.Flatten, ReduceOnly = true, Status = OrderStatus.Unknown, UpdatedAt = Anchor.At.AddSeconds(-6) };

        Assert.Equal(
            "The venue has not answered for 6 s. Nothing is resent; Titan asks again every second.",
            FlattenView.From(Anchor.Snapshot() with { Flatten = Run, WorkingOrders = [silent] }, Anchor.At)!.NoAnswer);
    }

    [Fact]
    public void Running_AfterTheVenueSaidFlat_CancelsWhatIsLeft()
    {
        var view = FlattenView.From(Anchor.Snapshot() with { Flatten = Run with { Stage = FlattenStage.CancellingLeftovers }, Positions = [] }, Anchor.At);

        Assert.Equal([StepState.Done, StepState.Done, StepState.Done, StepState.Done, StepState.Done, StepState.Running], view!.Steps.Select(step => step.State));
    }

    [Fact]
    public void Outcome_Done_IsTheVenuesWord()
    {
        var outcome = FlattenOutcome.Of(CommandResult.Done("x") with { Duration = TimeSpan.FromSeconds(2.6), Rows = [new CommandRow("BTCUSDT", true, null, 91_508.6m)] }, Anchor.Snapshot(), Anchor.Snapshot() with { Positions = [] });

        Assert.Equal("asked to confirmed in 2.60 s", outcome.Detail);
        Assert.True(outcome.Flat);
        Assert.Equal("Flat. The venue confirms 0 positions and 0 orders.", outcome.Title);
        Assert.Equal(("BTCUSDT", "91,508.6", "closed"), (outcome.Rows[0].Symbol, outcome.Rows[0].Fill, outcome.Rows[0].Words));
    }

    [Fact]
    public void Outcome_StillRunning_NamesWhatIsOpenAndItsStop()
    {
        var result = new CommandResult(CommandStatus.StillRunning, "FLATTEN_STILL_RUNNING", "x")
        {
            Rows = [new CommandRow("BTCUSDT", true, null, 91_508.6m), new CommandRow("SOLUSDT", false, null, null, "110007 not enough")],
        };

        var outcome = FlattenOutcome.Of(result, Anchor.Snapshot(), Anchor.Snapshot());

        Assert.False(outcome.Flat);
        Assert.Equal("1 of 2 closed; SOLUSDT is still open: 110007 not enough. Its stop is live at 139.80. Titan goes on until the venue says flat.", outcome.Detail);
    }

    [Fact]
    public void Outcome_Unreachable_SaysThatNothingIsResent() => Assert.Equal(
        ("Not flat. The venue could not be asked.", "no route Nothing is resent."),
        (FlattenOutcome.Of(new CommandResult(CommandStatus.Unreachable, "X", "no route"), Anchor.Snapshot(), Anchor.Snapshot()).Title,
            FlattenOutcome.Of(new CommandResult(CommandStatus.Unreachable, "X", "no route"), Anchor.Snapshot(), Anchor.Snapshot()).Detail));
}
