using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Safety;
using Titan.Tests.Support;

namespace Titan.Tests.Risk;

/// <summary>The Brain inside the core: phase transitions, the modifier's audit, overrides that expire, portfolio numbers, decisions kept whole.</summary>
public sealed class BrainTests
{
    [Fact]
    public void Phase_CrossingItsBoundary_IsAFactAndAnEventDownwardHigh()
    {
        var bench = EngineBench.Armed(BreakerTests.Sudden);
        Assert.Equal(1, bench.State.Brain.Phase);
        Assert.Empty(bench.Alerts("PHASE_TRANSITION"));
        BreakerTests.Wallet(bench, 5_000m);
        Assert.Equal(2, bench.State.Brain.Phase);
        Assert.Equal(AlertSeverity.Info, bench.Alerts("PHASE_TRANSITION").Single().Severity);
        BreakerTests.Wallet(bench, 4_800m);
        Assert.Equal(2, bench.State.Brain.Phase);
        BreakerTests.Wallet(bench, 4_700m);
        Assert.Equal(1, bench.State.Brain.Phase);
        Assert.Equal(AlertSeverity.High, bench.Alerts("PHASE_TRANSITION").Last().Severity);
        var moved = bench.Facts<PhaseChanged>().Last();
        Assert.Equal((2, 1, 4_700m, 4_750m), (moved.From, moved.To, moved.Equity, moved.Threshold));
        bench.Restart();
        Assert.Equal(1, bench.State.Brain.Phase);
    }

    [Fact]
    public void Modifier_AfterTenLosses_HalvesTheCapitalAndSaysWhy()
    {
        var bench = EngineBench.Armed();
        for (var trade = 0; trade < 10; trade++)
        {
            bench.Apply(Fill($"a{trade}", Side.Buy, 50_000m));
            bench.Apply(Fill($"b{trade}", Side.Sell, 49_000m + trade));
        }

        bench.Advance(1);
        var changed = Assert.Single(bench.Facts<ModifierChanged>());
        Assert.Equal((1, 1m, 0.5m, 10), (changed.Phase, changed.From, changed.To, changed.Trades));
        Assert.Contains("below 0", changed.Reason, StringComparison.Ordinal);
        Assert.Equal(bench.State.Equity.Equity * 0.5m, bench.Core.Brain.AllocatedMargin(bench.State, bench.Now));
    }

    [Fact]
    public void Override_WithWeightsThatSumToOne_RulesUntilItsTimeIsOver()
    {
        var bench = EngineBench.Armed();
        Assert.Equal(CommandStatus.Done, Override(bench, 0.3m, 0.3m, 0.4m, "less of everything", 2m).Status);
        Assert.Equal(300m, bench.Core.Brain.AllocatedMargin(bench.State, bench.Now));
        Assert.Equal("override", bench.Facts<CommandRecorded>().Last().Action);
        bench.Restart();
        Assert.Equal(0.3m, bench.Core.Brain.Weights(bench.State, bench.Now).W1);
        bench.Advance(7_300);
        Assert.Null(bench.State.Brain.Override);
        Assert.Equal("system", bench.Facts<OverrideEnded>().Single().By);
        Assert.Equal(1m, bench.Core.Brain.Weights(bench.State, bench.Now).W1);
    }

    [Fact]
    public void Override_EndedByHand_LeavesTheFormula()
    {
        var bench = EngineBench.Armed();
        Override(bench, 0m, 1m, 0m, "nothing for phase 1", 24m);
        bench.Enter(Side.Buy);
        var denied = bench.Facts<IntentJudged>().Last();
        Assert.Equal(("Allocation", "Allocation"), (denied.Denial, denied.Gate));
        var end = new EndOverrideCommand(EngineBench.Operator, "enough", bench.Correlation("end"));
        bench.Command(end);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(end)!.Status);
        bench.Enter(Side.Buy);
        Assert.True(bench.Facts<IntentJudged>().Last().Approved);
        var again = new EndOverrideCommand(EngineBench.Operator, "enough", bench.Correlation("end"));
        bench.Command(again);
        Assert.Equal((CommandStatus.Refused, "NO_OVERRIDE"), (bench.ReplyTo(again)!.Status, bench.ReplyTo(again)!.Code));
    }

    [Theory]
    [InlineData(0.5, 0.5, 0.002, "good reason", 1, "w1, w2, w3")]
    [InlineData(1.1, -0.1, 0, "good reason", 1, "w1")]
    [InlineData(1, 0, 0, "shrt", 1, "reason")]
    [InlineData(1, 0, 0, "good reason", 24.1, "hours")]
    [InlineData(1, 0, 0, "good reason", 0, "hours")]
    public void Override_OutsideItsBounds_NamesTheField(decimal w1, decimal w2, decimal w3, string reason, decimal hours, string field)
    {
        var bench = EngineBench.Armed();
        var result = Override(bench, w1, w2, w3, reason, hours);
        Assert.Equal(CommandStatus.Invalid, result.Status);
        Assert.StartsWith(field, result.Message, StringComparison.Ordinal);
        Assert.Null(bench.State.Brain.Override);
    }

    [Fact]
    public void Portfolio_OfTwoPositions_IsCountedEveryHalfMinute()
    {
        var bench = EngineBench.Armed();
        for (var minute = 0; minute < 40; minute++)
        {
            var swing = 1m + (0.001m * (decimal)Math.Sin(minute));
            bench.Quote(EngineBench.Btc, EngineBench.Btc.FloorPrice(50_000m * swing), EngineBench.Btc.FloorPrice(50_000m * swing) + 0.1m);
            bench.Quote(EngineBench.Eth, EngineBench.Eth.FloorPrice(2_500m * swing), EngineBench.Eth.FloorPrice(2_500m * swing) + 0.01m);
            bench.Advance(60);
        }

        bench.Open(Side.Buy);
        bench.Open(Side.Sell, EngineBench.Eth);
        bench.Advance(330);
        var portfolio = bench.Core.Brain.Portfolio;
        Assert.InRange(portfolio.HighestCorrelation!.Value, 0.99m, 1m);
        Assert.Equal(("BTCUSDT/ETHUSDT", true), (portfolio.HighestPair, portfolio.Concentrated));
        Assert.InRange(portfolio.Gross, 500m, 1_500m);
        Assert.InRange(Math.Abs(portfolio.NetDelta), 0m, portfolio.Gross * 0.1m);
        Assert.InRange(portfolio.Beta!.Value, -0.1m, 0.1m);
        Assert.NotNull(portfolio.ValueAtRisk95);
    }

    [Fact]
    public void Decision_InItsFact_HoldsInputsWithAgesAndEveryGate()
    {
        var bench = EngineBench.Armed();
        bench.Enter(Side.Buy);
        var judged = (IntentJudged)FactBytes.RoundTrip(bench.Facts<IntentJudged>().Single());
        Assert.True(judged.Approved);
        Assert.Equal(Titan.Engine.Risk.RiskGates.Count, judged.Gates!.Count);
        Assert.All(judged.Gates, gate => Assert.Equal("passed", gate.Answer));
        Assert.Equal((50_000.0m, 50_000.1m, 1000m), (judged.Inputs!.Bid, judged.Inputs.Ask, judged.Inputs.Equity));
        Assert.InRange(judged.Inputs.ReconcileAgeMs!.Value, 1, 60_000);
        Assert.Equal((1, 1m, 1m, Titan.Engine.Configuration.ConfigVersion.Of(bench.Config)), (judged.Inputs.Phase, judged.Inputs.Weight, judged.Inputs.Modifier, judged.ConfigHash));
        bench.Enter(Side.Buy);
        var refused = bench.Facts<IntentJudged>().Last();
        Assert.Equal(("DuplicateSymbol", "denied"), (refused.Gates![^1].Gate, refused.Gates[^1].Answer));
    }

    private static CommandResult Override(EngineBench bench, decimal w1, decimal w2, decimal w3, string reason, decimal hours)
    {
        var command = new OverrideCommand(EngineBench.Operator, reason, bench.Correlation("override"), w1, w2, w3, hours);
        bench.Command(command);
        return bench.ReplyTo(command)!;
    }

    private static FillBooked Fill(string id, Side side, decimal price) =>
        new(new ExecutionId(id), null, EngineBench.Btc.Id, side, 0.001m, price, 0m, false, ExecutionKind.Trade, null, EngineBench.Start);
}
