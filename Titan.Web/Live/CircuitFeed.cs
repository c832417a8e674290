using System.Collections.Immutable;
using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>
/// One circuit's share of the feed: all its components look together, at most ten times a second. Scoped, so it dies with the circuit.
/// </summary>
public sealed partial class CircuitFeed(SnapshotFeed feed, FeedPace pace, ILogger<CircuitFeed> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private ImmutableArray<Func<Task>> _lookers = [];
    private Task? _loop;

    public EngineSnapshot Current => feed.Current;

    public DateTimeOffset Now => feed.Now;

    /// <summary>What all viewers read alike.</summary>
    public SharedViews Shared => feed.Shared;

    /// <summary>Calls <paramref name="look"/> whenever something may have changed, and at least every heartbeat. Dispose ends it.</summary>
    public IDisposable Watch(Func<Task> look)
    {
        ImmutableInterlocked.Update(ref _lookers, static (all, one) => all.Add(one), look);
        _loop ??= RunAsync(_end.Token);
        return new Watcher(() => ImmutableInterlocked.Update(ref _lookers, static (all, one) => all.Remove(one), look));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_loop is { } loop)
        {
            await loop;
        }

        _end.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        // Leaves the renderer's own context: waiting here must never hold it.
        await Task.Yield();
        using var bell = feed.Join();
        try
        {
            while (true)
            {
                await bell.WaitAsync(cancellationToken).ConfigureAwait(false);
                foreach (var look in _lookers)
                {
                    await TellAsync(look).ConfigureAwait(false);
                }

                await Task.Delay(pace.Between, pace.Machine, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The circuit ended.
        }
    }

    // A component may be disposed between two looks; its failure must not blind the others of the page.
    private async Task TellAsync(Func<Task> look)
    {
        try
        {
            await look().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
        }
        catch (Exception problem)
        {
            LookFailed(log, problem);
        }
    }

    [LoggerMessage(4101, LogLevel.Error, "A component failed while it looked at the snapshot")]
    private static partial void LookFailed(ILogger logger, Exception problem);

    private sealed class Watcher(Action onDispose) : IDisposable
    {
        public void Dispose() => onDispose();
    }
}
