namespace Titan.Engine.Kernel;

/// <summary>
/// One turn of the loop at a time, on whatever thread brings it. Who is turned away need not come again: whoever has the turn is told, when
/// it leaves, that somebody was there. Closed until it is opened.
/// </summary>
internal sealed class TurnGate
{
    private int _taken = 1;
    private int _missed;

    /// <summary>Nobody has the turn; from here on it can be had.</summary>
    public void Open() => Volatile.Write(ref _taken, 0);

    public bool TryEnter()
    {
        if (Interlocked.CompareExchange(ref _taken, 1, 0) == 0)
        {
            return true;
        }

        // Said before the second look: either that look finds the turn given back, or whoever gives it back finds this.
        Interlocked.Exchange(ref _missed, 1);
        return Interlocked.CompareExchange(ref _taken, 1, 0) == 0;
    }

    /// <summary>Gives the turn back.</summary>
    /// <returns>True when somebody was turned away meanwhile: what it brought is to be looked at.</returns>
    public bool Leave()
    {
        Interlocked.Exchange(ref _taken, 0);
        return Interlocked.Exchange(ref _missed, 0) == 1;
    }
}
