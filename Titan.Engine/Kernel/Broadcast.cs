using System.Collections.Immutable;
using System.Threading.Channels;

namespace Titan.Engine.Kernel;

/// <summary>
/// Hands one stream of values to any number of readers over bounded channels that drop the oldest: a slow reader loses its own past and
/// costs nobody else anything.
/// </summary>
internal sealed class Broadcast<T>(int capacity)
{
    private ImmutableArray<Channel<T>> _readers = [];

    public int Readers => _readers.Length;

    public (ChannelReader<T> Reader, Action Leave) Join()
    {
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        ImmutableInterlocked.Update(ref _readers, static (all, one) => all.Add(one), channel);
        return (channel.Reader, () =>
        {
            ImmutableInterlocked.Update(ref _readers, static (all, one) => all.Remove(one), channel);
            channel.Writer.TryComplete();
        }
        );
    }

    public void Send(T value)
    {
        foreach (var reader in _readers)
        {
            reader.Writer.TryWrite(value);
        }
    }
}
