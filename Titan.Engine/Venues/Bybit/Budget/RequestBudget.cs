namespace Titan.Engine.Venues.Bybit.Budget;

/// <summary>
/// Budget of one endpoint: at most so many sends in a rolling window, a reserve for exits, and the requests that wait, exits
/// first. Not thread-safe; <see cref="BybitRateLimiter"/> holds the lock.
/// </summary>
internal sealed class RequestBudget(TimeSpan window, int reserve)
{
    private readonly Queue<long> _sends = new();
    private readonly Queue<BudgetWaiter>[] _waiting = [new(), new(), new()];
    private long _blockedUntil;

    /// <summary>Sends per window; 0 while the venue has shown no limit.</summary>
    public int Limit { get; set; }

    public bool IsBlocked(long now) => now < _blockedUntil;

    public bool HasWaiters => _waiting[0].Count + _waiting[1].Count + _waiting[2].Count > 0;

    public void BlockUntil(long ticks) => _blockedUntil = Math.Max(_blockedUntil, ticks);

    /// <summary>Takes a place at once, unless somebody at least as urgent waits already.</summary>
    public bool TryTake(BybitPriority priority, long now)
    {
        for (var rank = 0; rank <= (int)priority; rank++)
        {
            if (Front(rank) is not null)
                return false;
        }

        return TrySpend(priority, now);
    }

    public void Enqueue(BudgetWaiter waiter) => _waiting[(int)waiter.Priority].Enqueue(waiter);

    /// <summary>The most urgent waiter that may go now, removed and paid for; null when none may.</summary>
    public BudgetWaiter? Next(long now)
    {
        for (var rank = 0; rank < _waiting.Length; rank++)
        {
            if (Front(rank) is not { } waiter)
                continue;
            if (!TrySpend(waiter.Priority, now))
                return null;
            return _waiting[rank].Dequeue();
        }

        return null;
    }

    /// <summary>When the most urgent waiter may go, in ticks; null when nobody waits.</summary>
    public long? WakeAt(long now)
    {
        for (var rank = 0; rank < _waiting.Length; rank++)
        {
            if (Front(rank) is not { } waiter)
                continue;
            var free = now;
            var surplus = _sends.Count - Allowed(waiter.Priority);
            if (Limit > 0 && surplus >= 0)
                free = _sends.ElementAt(surplus) + window.Ticks;
            return Math.Max(Math.Max(free, _blockedUntil), now + 1);
        }

        return null;
    }

    private bool TrySpend(BybitPriority priority, long now)
    {
        if (IsBlocked(now))
            return false;
        while (_sends.TryPeek(out var oldest) && (oldest + window.Ticks <= now || oldest > now))
            _sends.Dequeue();
        if (Limit > 0 && _sends.Count >= Allowed(priority))
            return false;

        // Without a limit the ring only has to cover the largest limit that may be learned next.
        if (_sends.Count < 1_000)
            _sends.Enqueue(now);
        return true;
    }

    private int Allowed(BybitPriority priority) =>
        priority == BybitPriority.Exit ? Limit : Math.Max(1, Limit - Math.Min(reserve, Limit - 1));

    private BudgetWaiter? Front(int rank)
    {
        var queue = _waiting[rank];
        while (queue.TryPeek(out var waiter))
        {
            if (!waiter.IsGone)
                return waiter;
            queue.Dequeue();
        }

        return null;
    }
}
