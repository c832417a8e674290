using System.Collections.Concurrent;

namespace Titan.Engine.Venues;

/// <summary>Requests of one socket that wait for the reply with their id, each with a time limit of its own. Bounded.</summary>
internal sealed class PendingReplies<T>(TimeProvider wall, int most)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<T>> _waiting = new(StringComparer.Ordinal);

    public int Count => _waiting.Count;

    /// <summary>Announces a request before it is sent; null when too many wait or the id is taken.</summary>
    public Task<T>? Expect(string id)
    {
        if (_waiting.Count >= most)
            return null;
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.TryAdd(id, source) ? source.Task : null;
    }

    /// <summary>The reply, or <see cref="TimeoutException"/> when none came in time. The id is forgotten either way.</summary>
    public async Task<T> WaitAsync(string id, Task<T> reply, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await reply.WaitAsync(timeout, wall, cancellationToken);
        }
        finally
        {
            Forget(id);
        }
    }

    public void Forget(string id) => _waiting.TryRemove(id, out _);

    public bool TryComplete(string id, T reply) => _waiting.TryRemove(id, out var source) && source.TrySetResult(reply);

    /// <summary>Ends the request with the smallest id: for replies that repeat none.</summary>
    public bool TryCompleteFirst(T reply) => _waiting.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } id && TryComplete(id, reply);

    /// <summary>Ends all that wait with the same answer; returns how many there were.</summary>
    public int CompleteAll(T reply)
    {
        var ended = 0;
        foreach (var id in _waiting.Keys)
        {
            if (TryComplete(id, reply))
                ended++;
        }

        return ended;
    }
}
