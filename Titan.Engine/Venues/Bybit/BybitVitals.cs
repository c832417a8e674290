namespace Titan.Engine.Venues.Bybit;

/// <summary>Counters that every part of the adapter writes and <see cref="BybitVenue.Status"/> reads without a lock.</summary>
internal sealed class BybitVitals
{
    private FatalMark? _fatal;
    private double _latencyMs;
    private int _restHealthy;
    private int _working;
    private long _refusals;

    /// <summary>Why nothing may be opened, for people; null when all is well.</summary>
    public string? FatalReason => Volatile.Read(ref _fatal)?.Reason;

    /// <summary>Smoothed time from request to answer, ms.</summary>
    public double LatencyMs => Volatile.Read(ref _latencyMs);

    public bool RestHealthy => Volatile.Read(ref _restHealthy) == 1;

    /// <summary>Requests begun and not ended, those that wait for budget included.</summary>
    public int Working => Volatile.Read(ref _working);

    /// <summary>Requests that the venue's rate limit refused.</summary>
    public long Refusals => Interlocked.Read(ref _refusals);

    public void Begin() => Interlocked.Increment(ref _working);

    public void End() => Interlocked.Decrement(ref _working);

    public void Refused() => Interlocked.Increment(ref _refusals);

    /// <summary>Remembers why nothing may be opened. With an endpoint, only a success of that endpoint takes it back: a key that
    /// may read but not trade must not look healthy after the next read.</summary>
    public void Fatal(string reason, string? endpoint) => Volatile.Write(ref _fatal, new FatalMark(reason, endpoint));

    /// <summary>A request to the endpoint went well.</summary>
    public void Recovered(string endpoint)
    {
        var mark = Volatile.Read(ref _fatal);
        if (mark is not null && (mark.Endpoint is null || mark.Endpoint == endpoint))
            Interlocked.CompareExchange(ref _fatal, null, mark);
    }

    public void Answered(TimeSpan took)
    {
        var last = Volatile.Read(ref _latencyMs);
        Volatile.Write(ref _latencyMs, last <= 0 ? took.TotalMilliseconds : (last * 0.8) + (took.TotalMilliseconds * 0.2));
        Volatile.Write(ref _restHealthy, 1);
    }

    public void Unanswered() => Volatile.Write(ref _restHealthy, 0);

    private sealed record FatalMark(string Reason, string? Endpoint);
}
