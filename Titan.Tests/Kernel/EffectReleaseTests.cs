using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Kernel;

public sealed class EffectReleaseTests
{
    private readonly List<Effect> _run = [];
    private readonly Effect _stopping = new CancelOrder(BenchInstruments.Btc, new ClientOrderId("o1"));
    private readonly Effect _opening = new SetLeverage(BenchInstruments.Btc, 10m);

    [Fact]
    public void All_CalledTwice_RunsEachOnce()
    {
        var release = Release();
        release.All();
        release.All();
        Assert.Equal([_opening, _stopping], _run);
        Assert.True(release.Done);
    }

    [Fact]
    public void Stopping_ThenAll_RunsStoppingFirstAndTheRestLater()
    {
        var release = Release();
        release.Stopping();
        Assert.Equal([_stopping], _run);
        Assert.False(release.Done);
        release.Stopping();
        release.All();
        Assert.Equal([_stopping, _opening], _run);
    }

    [Fact]
    public async Task Release_FromManySides_RunsEachOnce()
    {
        for (var round = 0; round < 200; round++)
        {
            var count = 0;
            var release = new EffectRelease([_opening, _stopping], ready => Interlocked.Add(ref count, ready.Count));
            await Task.WhenAll(Task.Run(release.All), Task.Run(release.Stopping), Task.Run(release.All));
            Assert.Equal(2, count);
        }
    }

    [Fact]
    public void Exits_AndOnlyThey_AreStopping()
    {
        var kinds = typeof(Effect).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Effect))).Select(type => type.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "AskForAccount", "AskForClosedPnl", "AskForOrder", "AskForWallet", "AttachProtection", "CancelEverything", "CancelForeignOrder", "CancelOrder",
                "LoadInstrument", "RemoveEmergencyMarker", "SendOrder", "SetLeverage", "WatchInstrument", "WriteEmergencyMarker",
            ],
            kinds);
        Assert.False(_opening.Stopping);
        Assert.True(_stopping.Stopping);
    }

    private EffectRelease Release() => new([_opening, _stopping], _run.AddRange);
}
