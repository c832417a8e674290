namespace Titan.Engine.Journal;

/// <summary>
/// What the journal's writer sleeps on. It can be rung before there is anything to write: an intent is on its way through the gates, and
/// waking a thread takes about as long as they do (decision 0019). Then it looks for the batch, awake, for a moment.
/// </summary>
/// <param name="processors">Of the machine. With one, who looks awake would keep the decision from being made.</param>
internal sealed class WriterBell(int processors) : IDisposable
{
    /// <summary>Some hundred microseconds, three times what an intent takes to its facts; what comes later rings again. Counted, because the clock may stand still in a test.</summary>
    private const int MostLooks = 400;
    private const int SpinsALook = 20;

    private readonly AutoResetEvent _bell = new(false);
    private int _expecting;

    /// <summary>Something waits to be written.</summary>
    public void Ring() => _bell.Set();

    /// <summary>Something will, in a moment, from this thread.</summary>
    public void Expect()
    {
        if (processors > 1 && Interlocked.Exchange(ref _expecting, 1) == 0)
        {
            _bell.Set();
        }
    }

    /// <summary>Sleeps until rung, or returns at once if it was rung meanwhile. May return without anything to do.</summary>
    /// <param name="something">Whether there is something to do.</param>
    public void Wait(Func<bool> something)
    {
        _bell.WaitOne();
        if (Volatile.Read(ref _expecting) == 0)
        {
            return;
        }

        for (var look = 0; look < MostLooks && !something(); look++)
        {
            Thread.SpinWait(SpinsALook);
        }

        Volatile.Write(ref _expecting, 0);
    }

    public void Dispose() => _bell.Dispose();
}
