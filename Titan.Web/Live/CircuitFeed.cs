using System.Collections.Immutable;
using Titan.Engine.Kernel;
using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>
/// One circuit's share of the feed: all its components look together, at most ten times a second and never before the browser has done what
/// the last look told it. Scoped, so it dies with the circuit.
/// </summary>
public sealed partial class CircuitFeed(SnapshotFeed feed, FeedPace pace, CellOutbox outbox, ILogger<CircuitFeed> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private ImmutableArray<Watcher> _watchers = [];
    private Task? _loop;

    public EngineSnapshot Current => feed.Current;

    public DateTimeOffset Now => feed.Now;

    /// <summary>What all viewers read alike.</summary>
    public SharedViews Shared => feed.Shared;

    /// <summary>What leads from one view to the next.</summary>
    public SharedSteps Steps => feed.Steps;

    /// <summary>What this circuit's browser is told besides drawings.</summary>
    public CellOutbox Outbox => outbox;

    /// <summary>
    /// Calls <paramref name="look"/> whenever something may have changed, and at least every heartbeat, but not while the last call still runs.
    /// Dispose ends it.
    /// </summary>
    /// <param name="look">Looks; on the renderer.</param>
    /// <param name="dispatch">Brings the looks of all components of the circuit onto its renderer, once for all of them.</param>
    public IDisposable Watch(Func<Task> look, Func<Func<Task>, Task> dispatch)
    {
        var watcher = new Watcher(look, dispatch, gone => ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Remove(one), gone));
        ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Add(one), watcher);
        _loop ??= RunAsync(_end.Token);
        return watcher;
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
                do
                {
                    await outbox.AnsweredAsync(cancellationToken).ConfigureAwait(false);
                }
                while (!await LookAsync().ConfigureAwait(false));

                await Task.Delay(pace.Between, pace.Machine, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The circuit ended.
        }
    }

    // False when the link broke in the meantime: then this look is still owed.
    private async Task<bool> LookAsync()
    {
        if (_watchers is not [var first, ..])
        {
            return true;
        }

        var owed = false;
        try
        {
            await first.Dispatch(() =>
            {
                owed = !LookAll();
                return Task.CompletedTask;
            }).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The renderer is gone, and the circuit's end is near.
        }

        return !owed;
    }

    private bool LookAll()
    {
        if (outbox.IsWaiting)
        {
            return false;
        }

        foreach (var watcher in _watchers)
        {
            if (watcher.Running.IsCompleted)
            {
                watcher.Running = TellAsync(watcher.Look);
            }
        }

        outbox.Send();
        return true;
    }

    // A component may be disposed between two looks; its failure must not blind the others of the page.
    private async Task TellAsync(Func<Task> look)
    {
        try
        {
            await look();
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

    private sealed class Watcher(Func<Task> look, Func<Func<Task>, Task> dispatch, Action<Watcher> onDispose) : IDisposable
    {
        public Func<Task> Look => look;

        public Func<Func<Task>, Task> Dispatch => dispatch;

        /// <summary>The newest look, over or not.</summary>
        public Task Running { get; set; } = Task.CompletedTask;

        public void Dispose() => onDispose(this);
    }
}
