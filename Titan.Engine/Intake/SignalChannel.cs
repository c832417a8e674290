using System.Threading.Channels;
using Titan.Engine.Model;

namespace Titan.Engine.Intake;

/// <summary>
/// The in-process channel <c>arbitrage_signals</c> (spec arbitrage B9): whoever in this process is no strategy sends its signals here, the webhook
/// among them, and the loop takes them between its other inputs. Bounded; a full one drops the oldest, tells its sender and counts it.
/// </summary>
/// <param name="wall">The machine's time, for the patience of senders.</param>
public sealed class SignalChannel(TimeProvider wall)
{
    /// <summary>Name of seed 000.</summary>
    public const string Name = "arbitrage_signals";

    /// <summary>Signals that may wait.</summary>
    public const int Capacity = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Channel<SignalPost> _channel = Channel.CreateBounded<SignalPost>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        static post => post.Answer(new SignalAnswer(SignalResult.Dropped, post.Signal.Id)));

    private Action? _ring;
    private long _heard;
    private long _dropped;
    private long _duplicates;

    /// <summary>Signals waiting now.</summary>
    public int Depth => _channel.Reader.Count;

    /// <summary>Signals sent since the start, and of them dropped by a full channel, and repeats that changed nothing.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    public long Dropped => Interlocked.Read(ref _dropped);

    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Sends a signal and waits for what became of it; CONFIRM is answered when its entry ended. Cancelling stops the wait, not the signal.</summary>
    public async Task<SignalAnswer> OfferAsync(Signal signal, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _ring) is not { } ring)
        {
            return new SignalAnswer(SignalResult.NotReady, signal.Id);
        }

        var post = new SignalPost(signal);
        Interlocked.Increment(ref _heard);
        _channel.Writer.TryWrite(post);
        ring();
        var answer = await WaitAsync(post, cancellationToken).ConfigureAwait(false);
        switch (answer.Result)
        {
            case SignalResult.Dropped: Interlocked.Increment(ref _dropped); break;
            case SignalResult.Duplicate: Interlocked.Increment(ref _duplicates); break;
        }

        return answer;
    }

    /// <summary>The loop begins to listen.</summary>
    internal void Listen(Action ring) => Volatile.Write(ref _ring, ring);

    /// <summary>The loop stops: what still waits is told so.</summary>
    internal void Leave()
    {
        Volatile.Write(ref _ring, null);
        while (TryTake(out var post))
        {
            post.Answer(new SignalAnswer(SignalResult.NotReady, post.Signal.Id));
        }
    }

    internal bool TryTake(out SignalPost post) => _channel.Reader.TryRead(out post!);

    private async Task<SignalAnswer> WaitAsync(SignalPost post, CancellationToken cancellationToken)
    {
        try
        {
            return await post.Answered.WaitAsync(Patience, wall, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new SignalAnswer(SignalResult.Unanswered, post.Signal.Id);
        }
    }
}
