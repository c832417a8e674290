using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Tests.Support;

namespace Titan.Tests.Risk;

public sealed class RiskGatesTests
{
    [Fact]
    public void Gates_WithEverythingWrong_DenyInTheOrderOfTheList()
    {
        var bench = new GateBench();
        var repairs = new List<(DenialReason Reason, Action Repair)>();
        void Spoil(DenialReason reason, Action spoil, Action repair)
        {
            spoil();
            repairs.Add((reason, repair));
        }

        var good = bench.Intent;
        Spoil(DenialReason.Expired, () => bench.Intent = good with { ExpiresAt = GateBench.Now.AddSeconds(-1) }, () => bench.Intent = good);
        Arm(bench, ArmState.Locked, LockCause.Kill);
        repairs.Add((DenialReason.KillLock, () => Arm(bench, ArmState.Disarmed, LockCause.None)));
        Spoil(DenialReason.CircuitBreaker, () => bench.Apply(new BreakerTripped("X", "", 8m, 7m, 900m, GateBench.Now)), () => bench.Apply(new BreakerReset("ada", "checked", 1000m)));
        repairs.Add((DenialReason.MasterArmOff, () => Arm(bench, ArmState.Armed, LockCause.None)));
        Spoil(DenialReason.Paused, () => bench.Apply(new PauseChanged(true, "operator", "ada", "")), () => bench.Apply(new PauseChanged(false, "operator", "ada", "")));
        Spoil(DenialReason.Flattening, () => bench.Apply(new FlattenStarted(new CorrelationId("f"), "ada", "", "", "", CloseReason.Flatten, null, [])), () => bench.Apply(new FlattenEnded(new CorrelationId("f"), "", null)));
        Spoil(DenialReason.JournalUnwritable, () => bench.Surroundings.JournalWritable = false, () => bench.Surroundings.JournalWritable = true);
        Spoil(DenialReason.LoopStalled, () => bench.Surroundings.StalledAt = GateBench.Now, () => bench.Surroundings.StalledAt = null);
        Spoil(DenialReason.Disconnected, () => bench.Surroundings.PublicDownSince = GateBench.Now, () => bench.Surroundings.PublicDownSince = null);
        Spoil(DenialReason.Clock, () => bench.Venue(status => status with { ClockKnown = false }), () => bench.Venue(status => status));
        Spoil(DenialReason.NotReconciled, () => bench.Apply(new Reconciled(false, 0, 0, 1, "x")), () => bench.Apply(new Reconciled(true, 0, 0, 0, "x")));
        Spoil(DenialReason.EquityUnknown, () => bench.Apply(new EquityMarked(1000m, 0m, 1000m), TimeSpan.FromMinutes(1)), () => bench.Apply(new EquityMarked(1000m, 0m, 1000m)));
        Spoil(DenialReason.Stale, () => bench.Quote(40_000m, 50_000m, TimeSpan.FromMinutes(1)), () => bench.Quote(40_000m, 50_000m));
        repairs.Add((DenialReason.Spread, () => bench.Quote(49_999.9m, 50_000.1m)));

        foreach (var (reason, repair) in repairs)
        {
            Assert.Equal(reason, bench.Judge().Reason);
            repair();
        }

        Assert.True(bench.Judge().Passed);
    }

    [Fact]
    public void Names_OfTheGates_AreThoseOfTheirTypes() =>
        Assert.Equal("MasterArm", RiskGates.NameOf(RiskGates.Standing.Single(gate => gate is Titan.Engine.Risk.Gates.MasterArmGate)));

    [Fact]
    public void Judge_OfAPassingIntent_AllocatesNothing()
    {
        var bench = new GateBench();
        bench.Exposure.Recount(bench.State);
        var intent = bench.Intent;
        var passed = true;
        var verdicts = new RiskVerdict[RiskGates.Count];
        long Run(int times)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++)
            {
                var quantity = PositionSizer.Size(intent, bench.Config.Risk, 1000m, 1000m, bench.Exposure);
                var question = new RiskQuestion(in intent, bench.State, bench.Surroundings, bench.Instruments, bench.Exposure, bench.Brain, bench.Config, quantity, GateBench.Now);
                passed &= RiskGates.Judge(question, verdicts).Approved;
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run(100);
        Assert.Equal(0, Run(1_000));
        Assert.True(passed);
    }

    [Fact]
    public void Denial_OfAnIntent_NamesGateAndNumbersInItsFact()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Price(EngineBench.Btc, 49_000m, 50_000m);
        bench.Enter(Side.Buy);
        var judged = Assert.Single(bench.Facts<IntentJudged>());
        Assert.Equal((false, "Spread", "Spread"), (judged.Approved, judged.Denial, judged.Gate));
        Assert.StartsWith("2.0202 against 0.1;", judged.Numbers, StringComparison.Ordinal);
        Assert.Equal(0m, judged.AuthorisedQuantity);
        Assert.Empty(bench.Entries);
    }

    private static void Arm(GateBench bench, ArmState state, LockCause cause) =>
        bench.Apply(new ArmChanged(bench.State.Arm.State, state, cause, "ada", "", new CorrelationId("c")));
}
