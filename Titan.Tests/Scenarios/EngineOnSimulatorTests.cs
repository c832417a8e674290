using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Simulator;
using Titan.Simulator.Market;
using Titan.Tests.Support;

namespace Titan.Tests.Scenarios;

/// <summary>The whole engine on the real wire against the seeded venue: from start to a fill, to flat.</summary>
public sealed class EngineOnSimulatorTests
{
    private static readonly Author Operator = new("tester", "Operator", "test");

    [Fact]
    public async Task Engine_StartedArmedAndFlattened_EndsFlatByTheVenuesWord()
    {
        using var folder = new TempFolder();
        await using var venue = await SimulatorHost.StartAsync(new SimulatorOptions { MarketFactory = options => new SeededMarket(options.Seed, options.Clock.GetUtcNow()) }, CancellationToken.None);
        await using var engine = await LiveEngine.StartAsync(venue.RestUrl, venue.StreamUrl, folder.Path);

        await engine.UntilAsync(snapshot => snapshot.Readiness.Ready, "ready");
        await engine.UntilAsync(snapshot => snapshot.EntryBlocks is ["MasterArmOff"], "nothing but the arm in the way");
        var armed = await engine.Engine.SendAsync(new ArmCommand(Operator, null, engine.Engine.NewCorrelation("arm")), CancellationToken.None);
        Assert.Equal((CommandStatus.Done, ArmState.Armed), (armed.Status, engine.Engine.Snapshot.Arm.State));

        var open = await engine.UntilAsync(snapshot => snapshot.Positions.Any(position => position.Coverage == 1m), "a covered position", 120);
        Assert.Equal(ArmState.Armed, open.Arm.State);

        var flat = await engine.Engine.SendAsync(new FlattenCommand(Operator, "test", engine.Engine.NewCorrelation("flatten")), CancellationToken.None);
        Assert.Equal(CommandStatus.Done, flat.Status);
        Assert.True(flat.Count >= 1);
        Assert.Empty(engine.Engine.Snapshot.Positions);
        Assert.False(engine.Engine.Snapshot.Arm.AllowsEntries);
    }
}
