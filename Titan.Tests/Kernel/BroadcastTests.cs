using Titan.Engine.Kernel;

namespace Titan.Tests.Kernel;

public sealed class BroadcastTests
{
    [Fact]
    public void SlowReader_LosesItsOwnPastAndCostsTheOthersNothing()
    {
        var broadcast = new Broadcast<int>(3);
        var (slow, _) = broadcast.Join();
        var (quick, _) = broadcast.Join();
        var read = new List<int>();
        for (var value = 1; value <= 10; value++)
        {
            broadcast.Send(value);
            Assert.True(quick.TryRead(out var got));
            read.Add(got);
        }

        Assert.Equal(Enumerable.Range(1, 10), read);
        var late = new List<int>();
        while (slow.TryRead(out var value))
        {
            late.Add(value);
        }

        Assert.Equal([8, 9, 10], late);
    }

    [Fact]
    public void Reader_WhoLeaves_IsToldTheEndAndForgotten()
    {
        var broadcast = new Broadcast<int>(1);
        var (reader, leave) = broadcast.Join();
        leave();
        leave();
        broadcast.Send(1);
        Assert.Equal(0, broadcast.Readers);
        Assert.True(reader.Completion.IsCompleted);
    }
}
