using System.Collections.Immutable;
using Titan.Engine.Kernel;
using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>
/// One circuit's share of the feed: its components look together when one of them has something to look at, at most ten times a second and
/// never before the browser has what the last look drew. Scoped, so it dies with the circuit.
/// </summary>
public sealed partial class CircuitFeed(SnapshotFeed feed, FeedPace pace, CircuitPulse pulse, CellWire wire, ILogger<CircuitFeed> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private ImmutableArray<Watcher> _watchers = [];
    private Task? _loop;

    public EngineSnapshot Current => feed.Current;

    public DateTimeOffset Now => feed.Now;

    /// <summary>What all viewers read alike.</summary>
    public LiveViews Views => feed.Views;

    /// <summary>How this circuit's browser is told cells.</summary>
    public CellWire Wire => wire;

    /// <summary>What holds the next look back until the last drawing arrived.</summary>
    public CircuitPulse Pulse => pulse;

    /// <summary>
    /// Calls <paramref name="look"/> soon, and then whenever one of the circuit's watchers wants a look, but not while the last call still runs.
    /// Dispose ends it.
    /// </summary>
    /// <param name="look">Looks; on the renderer.</param>
    /// <param name="dispatch">Brings the looks of all components of the circuit onto its renderer, once for all of them.</param>
    /// <param name="wants">Asked on each beat, at least every heartbeat, from another thread; always when left out.</param>
    public IDisposable Watch(Func<Task> look, Func<Func<Task>, Task> dispatch, Func<bool>? wants = null)
    {
        var watcher = new Watcher(look, dispatch, wants ?? (static () => true), gone => ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Remove(one), gone));
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
        using var bell = feed.Join(Wants);
        try
        {
            while (true)
            {
                await bell.WaitAsync(cancellationToken).ConfigureAwait(false);
                // A ring that was on its way while its reason was looked at has none left.
                if (!Wants())
                {
                    continue;
                }

                do
                {
                    await pulse.AnsweredAsync(cancellationToken).ConfigureAwait(false);
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

    // Also who has just come, and has not looked yet.
    private bool Wants()
    {
        foreach (var watcher in _watchers)
        {
            if (!watcher.HasLooked || watcher.Wants())
            {
                return true;
            }
        }

        return false;
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
                _ = wire.InviteAsync(first.Dispatch);
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
        if (pulse.IsWaiting)
        {
            return false;
        }

        foreach (var watcher in _watchers)
        {
            if (watcher.Running.IsCompleted)
            {
                watcher.Running = TellAsync(watcher.Look);
                watcher.HasLooked = true;
            }
        }

        pulse.Send();
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

    private sealed class Watcher(Func<Task> look, Func<Func<Task>, Task> dispatch, Func<bool> wants, Action<Watcher> onDispose) : IDisposable
    {
        public Func<Task> Look => look;

        public Func<Func<Task>, Task> Dispatch => dispatch;

        public Func<bool> Wants => wants;

        /// <summary>The newest look, over or not.</summary>
        public Task Running { get; set; } = Task.CompletedTask;

        public bool HasLooked { get; set; }

        public void Dispose() => onDispose(this);
    }
}
