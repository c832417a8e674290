using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Engine.Risk.Gates;
using Titan.Tests.Support;

namespace Titan.Tests.Risk;

/// <summary>Gates that lower instead of refusing (spec titan-trading 3.4 steps 6, 8, 9, 10), and the law that nothing ever raises.</summary>
public sealed class LoweringTests
{
    [Theory]
    [InlineData(Side.Buy, 0.00046, 0.5)]
    [InlineData(Side.Sell, 0.00046, 0.5)]
    [InlineData(Side.Sell, 0.00092, 0.25)]
    [InlineData(Side.Buy, 0.00092, 0.0)]
    [InlineData(Side.Sell, -0.00046, 0.0)]
    [InlineData(Side.Buy, -0.00046, 1.0)]
    public void Funding_ByRegimeAndSide_LeavesItsShare(Side side, decimal rate, decimal share)
    {
        var bench = new GateBench { Quantity = 0.04m };
        bench.Intent = bench.Intent with { Side = side };
        bench.Funding(rate);
        var verdict = bench.Ask(new FundingGate());
        Assert.Equal(share == 0m, verdict.Answer == RiskAnswer.Denied);
        Assert.Equal(share is > 0 and < 1, verdict.Answer == RiskAnswer.Lowered);
        Assert.Equal(share is > 0 and < 1 ? 0.04m * share : 0m, verdict.Quantity);
    }

    [Fact]
    public void Funding_ByTheInstrumentsOwnInterval_IsAnnualised()
    {
        // 0.0002 in four hours is 43.8 % a year, in one hour 175.2 %.
        var bench = new GateBench();
        bench.Funding(0.0002m);
        bench.Intent = bench.Intent with { Instrument = BenchInstruments.Btc with { FundingInterval = TimeSpan.FromHours(4) } };
        Assert.Equal((RiskAnswer.Passed, 43.8m), (bench.Ask(new FundingGate()).Answer, bench.Ask(new FundingGate()).Value));
        bench.Intent = bench.Intent with { Instrument = BenchInstruments.Btc with { FundingInterval = TimeSpan.FromHours(1) } };
        Assert.Equal((RiskAnswer.Denied, 175.2m), (bench.Ask(new FundingGate()).Answer, bench.Ask(new FundingGate()).Value));
    }

    [Fact]
    public void Allocation_WithPartLeft_ShrinksToIt()
    {
        var bench = new GateBench { Quantity = 0.2m };
        bench.Hold("ETHUSDT", 4m);
        var verdict = bench.Ask(new AllocationGate());
        Assert.Equal((RiskAnswer.Lowered, 0.12m, 1400m, 1000m), (verdict.Answer, verdict.Quantity, verdict.Value, verdict.Limit));
    }

    [Fact]
    public void Leverage_WithHalfLeft_ShrinksAndWithLessRefuses()
    {
        var bench = new GateBench { Quantity = 0.4m };
        bench.Hold("ETHUSDT", 100m);
        Assert.Equal((RiskAnswer.Lowered, 0.2m), (bench.Ask(new LeverageGate()).Answer, bench.Ask(new LeverageGate()).Quantity));
        bench.Hold("SOLUSDT", 1m);
        Assert.Equal(RiskAnswer.Denied, bench.Ask(new LeverageGate()).Answer);
    }

    [Fact]
    public void Correlation_AboveEightTenthsAndSameDirection_Halves()
    {
        var bench = new GateBench { Quantity = 0.011m };
        Together(bench, 1.0);
        bench.Hold("ETHUSDT");
        var verdict = bench.Ask(new CorrelationGate());
        Assert.Equal((RiskAnswer.Lowered, 0.005m, 1m), (verdict.Answer, verdict.Quantity, decimal.Round(verdict.Value, 6)));
        bench.Intent = bench.Intent with { Side = Side.Sell };
        Assert.Equal((RiskAnswer.Passed, 0m), (bench.Ask(new CorrelationGate()).Answer, bench.Ask(new CorrelationGate()).Value));
    }

    [Fact]
    public void Judge_WithTwoLowerings_AuthorisesTheLeastAndTellsEachGate()
    {
        var bench = new GateBench { Quantity = 0.04m };
        bench.Funding(0.00046m);
        Together(bench, 1.0);
        bench.Hold("ETHUSDT");
        var verdicts = new RiskVerdict[RiskGates.Count];
        var judgement = bench.Judgement(verdicts);
        Assert.Equal((true, 0.01m, RiskGates.Count), (judgement.Approved, judgement.Quantity, judgement.Asked));
        var said = verdicts.Select((verdict, index) => (RiskGates.NameAt(index), verdict.Answer)).Where(one => one.Answer != RiskAnswer.Passed);
        Assert.Equal([("Funding", RiskAnswer.Lowered), ("Correlation", RiskAnswer.Lowered)], said);
    }

    [Fact]
    public void Judge_WithFiguresBeyondArithmetic_IsAnInternalDenial()
    {
        var bench = new GateBench { Quantity = decimal.MaxValue };
        Assert.Equal((false, DenialReason.Internal), (bench.Judgement().Approved, bench.Judge().Reason));
    }

    [Fact]
    public void Judge_OfAnything_NeverAuthorisesMoreThanAskedNorThanAnyCap() =>
        Prop.ForAll(Scenes(), scene =>
        {
            var bench = new GateBench { Quantity = 0.001m * scene.Lots };
            bench.Funding(0.00001m * scene.Funding);
            if (scene.Held > 0)
            {
                bench.Hold("ETHUSDT", scene.Held);
            }

            var judgement = bench.Judgement();
            var (price, equity, risk) = (bench.Intent.LimitPrice, bench.State.Equity.Equity, bench.Config.Risk);
            var notional = judgement.Quantity * price;
            var loss = judgement.Quantity * Math.Abs(price - bench.Intent.StopLoss);
            return judgement.Quantity <= bench.Quantity
                && judgement.Approved == judgement.Quantity > 0
                && (!judgement.Approved || (
                    notional + bench.Exposure.GrossNotional <= equity * Brain.LeverageCap(equity, risk)
                    && (notional / 10m) + bench.Exposure.UsedMargin <= bench.Brain.AllocatedMargin(bench.State, GateBench.Now)
                    && loss <= equity * risk.MaxRiskPerTrade
                    && loss + bench.Exposure.OpenRisk <= equity * risk.MaxOpenRisk));
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<(int Lots, int Funding, int Held)> Scenes() =>
        Arb.From(
            from lots in Gen.Choose(0, 500)
            from funding in Gen.Choose(-120, 120)
            from held in Gen.Choose(0, 12)
            select (lots, funding, held));

    // An hour of minutes in which the second instrument does what the first does, or the opposite.
    private static void Together(GateBench bench, double sign)
    {
        var (one, other) = (100.0, 50.0);
        for (var minute = 0; minute < 60; minute++)
        {
            var change = 0.001 * Math.Sin(minute * 1.7);
            (one, other) = (one * (1 + change), other * (1 + (sign * change)));
            var at = GateBench.Now.AddMinutes(minute - 60);
            bench.Surroundings.Of(BenchInstruments.Btc).Memory.Learn(at, one);
            bench.Surroundings.Of(BenchInstruments.Eth).Memory.Learn(at, other);
        }

        bench.Brain.Correlations.Make(bench.Surroundings.Sights);
    }
}
