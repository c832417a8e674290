using Titan.Engine.Kernel;

namespace Titan.Tests.Kernel;

/// <summary>One turn at a time, and nothing that was brought meanwhile is forgotten.</summary>
public sealed class TurnGateTests
{
    private readonly TurnGate _gate = new();

    [Fact]
    public void Gate_NotOpened_LetsNobodyIn()
    {
        Assert.False(_gate.TryEnter());
        _gate.Open();
        Assert.True(_gate.TryEnter());
    }

    [Fact]
    public void Holder_LearnsOnce_ThatSomebodyWasTurnedAway()
    {
        _gate.Open();
        Assert.True(_gate.TryEnter());
        Assert.False(_gate.TryEnter());
        Assert.False(_gate.TryEnter());

        Assert.True(_gate.Leave());
        Assert.True(_gate.TryEnter());
        Assert.False(_gate.Leave());
    }

    [Fact]
    public async Task ManyWhoBring_AreNeverInsideTogether_AndNothingStaysBehind()
    {
        const int Each = 20_000;
        var (brought, seen, inside) = (0, 0, 0);
        _gate.Open();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(Bring, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(4 * Each, Volatile.Read(ref seen));

        void Bring()
        {
            for (var one = 0; one < Each; one++)
            {
                Interlocked.Increment(ref brought);
                while (_gate.TryEnter())
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    seen = Volatile.Read(ref brought);
                    Interlocked.Decrement(ref inside);
                    if (!_gate.Leave())
                    {
                        break;
                    }
                }
            }
        }
    }
}
