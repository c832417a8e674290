using System.Runtime.ExceptionServices;

namespace Titan.Engine.Kernel;

/// <summary>
/// Takes the engine's turns on whatever thread brings them, one at a time (decision 0018). A turn that throws is never given back: nobody steps the core
/// any more, and the loop's task is rung to say why.
/// </summary>
/// <param name="turn">One turn.</param>
/// <param name="ring">Wakes the loop's task.</param>
/// <param name="wall">The machine's time: tells a burst from a pause.</param>
internal sealed class TurnTaker(Action turn, Action ring, TimeProvider wall)
{
    // Quotes closer to each other than this are a burst.
    private static readonly TimeSpan Burst = TimeSpan.FromMicroseconds(100);

    private readonly TurnGate _gate = new();
    private ExceptionDispatchInfo? _fault;
    private long _ended;
    private int _busy;

    /// <summary>Somebody is within a turn, or one has failed.</summary>
    public bool Busy => Volatile.Read(ref _busy) == 1;

    /// <summary>From here on turns can be had; what came before is rung for.</summary>
    public void Open()
    {
        _gate.Open();
        ring();
    }

    /// <summary>Takes a turn. Nothing when somebody has it: whoever has it rings for what came meanwhile.</summary>
    public void Take()
    {
        if (!_gate.TryEnter())
        {
            return;
        }

        Interlocked.Exchange(ref _busy, 1);
        try
        {
            turn();
        }
        catch (Exception bug)
        {
            Volatile.Write(ref _fault, ExceptionDispatchInfo.Capture(bug));
            ring();
            return;
        }

        Interlocked.Exchange(ref _busy, 0);
        Volatile.Write(ref _ended, wall.GetTimestamp());
        if (_gate.Leave())
        {
            ring();
        }
    }

    /// <summary>After a pause takes the turn, instead of waking another thread. In a burst the caller goes on reading, and the loop's task decides on the newest.</summary>
    public void TakeUnlessBurst()
    {
        if (wall.GetElapsedTime(Volatile.Read(ref _ended)) < Burst)
        {
            ring();
        }
        else
        {
            Take();
        }
    }

    /// <summary>Takes a turn and keeps it, so that nobody steps the core any more. Throws what a turn threw.</summary>
    /// <param name="rung">Ends when the bell was rung.</param>
    public async Task TakeLastAsync(Func<Task> rung)
    {
        while (!_gate.TryEnter())
        {
            ThrowIfFailed();
            await rung().ConfigureAwait(false);
        }

        turn();
    }

    public void ThrowIfFailed() => Volatile.Read(ref _fault)?.Throw();
}
