using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Strategies.Scavenger;
using Titan.Tests.Strategies.Scavenger;
using Titan.Tests.Support;

namespace Titan.Tests.Scenarios;

/// <summary>The whole way through the core: prints of the venue that leads spring a trap, the hold ends, the gates judge, the order goes out.</summary>
public sealed class TrapToOrderTests
{
    [Fact]
    public void Break_WhileArmed_SpringsTheTrapAndSendsABoundedOrder()
    {
        var bench = Bench(new ScavengerOptions());
        bench.Arm();
        Break(bench);
        bench.Advance(1.0);
        Assert.Equal(
            ["TRAP_SPRUNG", "TRAP_PREPARED", "TRAP_CONFIRMED", "EXECUTION_COMPLETE"],
            bench.Facts<EventNoted>().Where(note => note.Type is "TRAP_SPRUNG" or "TRAP_PREPARED" or "TRAP_CONFIRMED" or "EXECUTION_COMPLETE").Select(note => note.Type));
        var judged = Assert.Single(bench.Facts<IntentJudged>());
        Assert.True(judged.Approved, judged.Numbers);
        Assert.All(bench.Facts<EventNoted>().Where(note => note.Type is "TRAP_SPRUNG" or "TRAP_CONFIRMED" or "EXECUTION_COMPLETE"), note => Assert.Equal(judged.Correlation, note.Correlation));
        Assert.Contains("DAILY_LEVEL at 50050", judged.Why, StringComparison.Ordinal);
        var order = Assert.Single(bench.Facts<OrderCreated>()).Order;
        Assert.Equal(("scavenger", "DAILY_LEVEL", 2_000, judged.Correlation), (order.Source, order.TrapType, order.TimeoutMs, order.Correlation));
        Assert.True(order.Price * order.Quantity <= 200m * 12m);
        var position = bench.State.Positions[EngineBench.Btc.Id];
        Assert.Equal(("DAILY_LEVEL", 49_549.5m, 51_551.5m), (position.TrapType, position.WantedStop, position.WantedTarget));
        Assert.Equal(order.TrapType, bench.Replayed().Positions[EngineBench.Btc.Id].TrapType);
    }

    [Fact]
    public void Break_WhileDisarmed_IsDeniedByTheArmAndSendsNothing()
    {
        var bench = Bench(new ScavengerOptions());
        Break(bench);
        var judged = Assert.Single(bench.Facts<IntentJudged>());
        Assert.Equal((false, "MasterArm"), (judged.Approved, judged.Gate));
        Assert.Empty(bench.Entries);
    }

    [Fact]
    public void Break_InGhostMode_IsJudgedAndNotSent()
    {
        var bench = Bench(new ScavengerOptions { GhostMode = true });
        bench.Arm();
        Break(bench);
        var judged = Assert.Single(bench.Facts<IntentJudged>());
        Assert.Equal((false, "Ghost", Intent.GhostDenial, true), (judged.Approved, judged.Gate, judged.Denial, judged.Quantity > 0));
        Assert.Empty(bench.Entries);
    }

    [Fact]
    public void Break_WhilePaused_SpringsNothing()
    {
        var bench = Bench(new ScavengerOptions());
        bench.Arm();
        bench.Command(new Titan.Engine.Kernel.PauseCommand(EngineBench.Operator, "look", bench.Correlation("pause"), true));
        bench.Advance(1.0);
        Break(bench);
        Assert.Empty(bench.Facts<IntentJudged>());
        Assert.Contains(bench.Facts<EventNoted>(), note => note.Type == "SCAVENGER_PAUSED");
        Assert.DoesNotContain(bench.Facts<EventNoted>(), note => note.Type == "TRAP_SPRUNG");
    }

    [Fact]
    public void Order_OfATrap_WorksOnlyAsLongAsItsStrategyAllows()
    {
        var bench = Bench(new ScavengerOptions { OrderTimeoutMs = 500 });
        bench.Arm();
        bench.Venue.Faults.FillShare = 0m;
        Break(bench);
        bench.Advance(1.5);
        var order = bench.State.Orders.Values.Single(order => order.Purpose == OrderPurpose.Entry);
        Assert.Equal((OrderStatus.Cancelled, 0m), (order.Status, order.FilledQuantity));
        Assert.Contains(bench.Facts<EventNoted>(), note => note.Type == "EXECUTION_FAILED");
    }

    [Fact]
    public void Print_ThroughTheWholeCore_AllocatesNothing()
    {
        var bench = Bench(new ScavengerOptions());
        var at = bench.Now;
        void Run(int prints)
        {
            for (var print = 0; print < prints; print++)
            {
                at = at.AddMicroseconds(200);
                bench.Core.Step(Events.Spot(EngineBench.Btc, 49_800m + (print % 2), at), at);
            }
        }

        Run(20_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(5_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static EngineBench Bench(ScavengerOptions options)
    {
        var strategy = new ScavengerStrategy(
            ScavengerBench.OnlyDaily with { GhostMode = options.GhostMode, OrderTimeoutMs = options.OrderTimeoutMs }, TimeProvider.System);
        var context = new StrategyContext();
        context.Begin(EngineBench.Start, false, static _ => false);
        foreach (var bar in ScavengerBench.History())
        {
            strategy.OnBar(bar, context);
        }

        var bench = new EngineBench(new TitanConfig(), [strategy], [EngineBench.Btc]);
        bench.Begin();
        bench.Quote(EngineBench.Btc, 49_799.9m, 49_800.1m);
        bench.Core.See(Events.Ticker(EngineBench.Btc, 49_800m, bench.Now));
        bench.Advance(6.0);
        return bench;
    }

    private static void Break(EngineBench bench)
    {
        bench.Spot(Events.Spot(EngineBench.Btc, 49_800m, bench.Now));
        bench.Advance(1.0);
        bench.Quote(EngineBench.Btc, 50_059.9m, 50_060.1m);
        for (var trade = 0; trade < 60; trade++)
        {
            bench.Spot(Events.Spot(EngineBench.Btc, 50_060m, bench.Now));
            bench.Advance(0.001);
        }

        bench.Advance(0.5);
    }
}
