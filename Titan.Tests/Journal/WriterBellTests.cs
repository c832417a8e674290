using Titan.Engine;
using Titan.Engine.Journal;

namespace Titan.Tests.Journal;

/// <summary>The journal's writer is awake when an order's facts come, and never waits for ever for some that do not (decision 0019).</summary>
public sealed class WriterBellTests
{
    [Fact]
    public void Ring_BeforeTheWriterSleeps_IsNotLost()
    {
        using var bell = new WriterBell(processors: 2);
        bell.Ring();
        bell.Wait(static () => throw new InvalidOperationException("nobody expects anything"));
    }

    [Fact]
    public void Expected_Facts_AreLookedForUntilTheyCome()
    {
        using var bell = new WriterBell(processors: 2);
        var looks = 0;
        bell.Expect();
        bell.Wait(() => ++looks == 3);
        Assert.Equal(3, looks);
    }

    [Fact]
    public void Expected_FactsThatNeverCome_EndTheLooking()
    {
        using var bell = new WriterBell(processors: 2);
        var looks = 0;
        for (var time = 0; time < 2; time++)
        {
            bell.Expect();
            bell.Wait(() => ++looks < 0);
        }

        Assert.InRange(looks, 2, 10_000);
    }

    [Fact]
    public void Expecting_OnOneProcessor_KeepsNobodyFromDeciding()
    {
        using var bell = new WriterBell(processors: 1);
        bell.Expect();
        bell.Ring();
        bell.Wait(static () => throw new InvalidOperationException("it must not look, awake, while the only processor decides"));
    }

    [Fact]
    public void Places_OfWhoDecidesAndWhoWrites_AreApart_AndOfThreadsTheyBeginFree()
    {
        var free = ThreadPlaces.Allowed();
        if (free < 2)
        {
            return; // One processor, or none that can be asked for: nothing is narrowed, so nothing can be seen.
        }

        Assert.Equal((1, free), OnAThread(ThreadPlaces.StayOnJournals));
        Assert.Equal((free - 1, free), OnAThread(ThreadPlaces.KeepOffJournals));
        Assert.Equal(free, ThreadPlaces.Allowed());
    }

    private static (int Itself, int Begun) OnAThread(Action narrow)
    {
        var (itself, begun) = (0, 0);
        var thread = new Thread(() =>
        {
            narrow();
            itself = ThreadPlaces.Allowed();
            var child = new Thread(() => begun = ThreadPlaces.Allowed());
            child.Start();
            child.Join();
        });
        thread.Start();
        thread.Join();
        return (itself, begun);
    }
}
