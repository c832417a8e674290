using Titan.Engine.Intake;
using Titan.Engine.Model;

namespace Titan.Tests.Intake;

/// <summary>The channel arbitrage_signals: bounded, and nobody waits for an answer that cannot come.</summary>
public sealed class SignalChannelTests
{
    [Fact]
    public async Task Offer_WhileNobodyListens_IsToldSo() =>
        Assert.Equal(SignalResult.NotReady, (await new SignalChannel(TimeProvider.System).OfferAsync(Signal(0), CancellationToken.None)).Result);

    [Fact]
    public async Task Channel_ThatIsFull_DropsTheOldestTellsItAndCounts()
    {
        var channel = new SignalChannel(TimeProvider.System);
        channel.Listen(static () => { });
        var offers = Enumerable.Range(0, SignalChannel.Capacity + 1).Select(id => channel.OfferAsync(Signal(id), CancellationToken.None)).ToArray();

        Assert.Equal(SignalResult.Dropped, (await offers[0]).Result);
        Assert.Equal((1L, SignalChannel.Capacity), (channel.Dropped, channel.Depth));
        channel.Leave();
        Assert.All(await Task.WhenAll(offers[1..]), answer => Assert.Equal(SignalResult.NotReady, answer.Result));
    }

    private static Signal Signal(int id) => new() { Id = $"s{id}", Phase = SignalPhase.Heartbeat, Source = "evm_arb", Digest = "" };
}
