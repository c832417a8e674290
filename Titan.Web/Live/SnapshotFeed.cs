using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Titan.Engine.Kernel;
using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>
/// The one reader of the engine's snapshots for all circuits. On each beat it reads the shared views once, tells the browsers their cells, and
/// wakes those circuits that have something to draw. Nobody waits for anybody: a circuit's bell holds one ring, and who is woken reads the newest.
/// </summary>
public sealed partial class SnapshotFeed(IEngine engine, TimeProvider clock, FeedPace pace, LiveViews views, CellWires wires, ILogger<SnapshotFeed> log) : BackgroundService
{
    private readonly Channel<bool> _due = Bells();
    private ImmutableArray<Bell> _bells = [];
    private long _beatAt;

    /// <summary>Newest snapshot of the engine.</summary>
    public EngineSnapshot Current => engine.Snapshot;

    /// <summary>Now on the clock that the snapshots are stamped with.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What all viewers read alike.</summary>
    public LiveViews Views => views;

    /// <summary>Circuits that listen now.</summary>
    public int Listeners => _bells.Length;

    /// <summary>Joins; the bell rings at once, so a late joiner misses nothing. Dispose leaves.</summary>
    /// <param name="wants">Asked on every beat, from another thread than the circuit's: something waits to be looked at.</param>
    public Bell Join(Func<bool> wants)
    {
        var bell = new Bell(wants, gone => ImmutableInterlocked.Update(ref _bells, static (all, one) => all.Remove(one), gone));
        ImmutableInterlocked.Update(ref _bells, static (all, one) => all.Add(one), bell);
        bell.Ring();
        return bell;
    }

    /// <summary>The next beat shall come as soon as the pace allows.</summary>
    public void Ring() => _due.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(FollowAsync(stoppingToken), HeartbeatAsync(stoppingToken), BeatAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop, perhaps while the rest still starts: the host would call that a fault.
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var subscription = engine.SubscribeSnapshots();
        await foreach (var _ in subscription.Reader.ReadAllAsync(cancellationToken))
        {
            Ring();
        }
    }

    // Only while the engine is silent: a beat that its snapshots brought told the clock and the ages too.
    private async Task HeartbeatAsync(CancellationToken cancellationToken)
    {
        for (var wait = pace.Heartbeat; ;)
        {
            await Task.Delay(wait, pace.Machine, cancellationToken).ConfigureAwait(false);
            wait = pace.Heartbeat - pace.Machine.GetElapsedTime(Volatile.Read(ref _beatAt));
            if (wait <= TimeSpan.Zero)
            {
                Ring();
                wait = pace.Heartbeat;
            }
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        wires.BeatBy(Ring);
        await foreach (var _ in _due.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            Volatile.Write(ref _beatAt, pace.Machine.GetTimestamp());
            views.MoveAll(problem => ReadFailed(log, problem));
            Tell();

            await Task.Delay(pace.Between, pace.Machine, cancellationToken).ConfigureAwait(false);
        }
    }

    // A beat that fails must not end the beats, nor the process that trades.
    private void Tell()
    {
        try
        {
            wires.TellAll();
            foreach (var bell in _bells)
            {
                if (bell.IsWanted)
                {
                    bell.Ring();
                }
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            ReadFailed(log, problem);
        }
    }

    private static Channel<bool> Bells() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    [LoggerMessage(4105, LogLevel.Error, "A shared view could not be read")]
    private static partial void ReadFailed(ILogger logger, Exception problem);

    /// <summary>One listener's place.</summary>
    public sealed class Bell(Func<bool> wants, Action<Bell> onDispose) : IDisposable
    {
        private readonly Channel<bool> _rings = Bells();

        internal bool IsWanted => wants();

        /// <summary>Completes when there is something to look at.</summary>
        public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _rings.Reader.ReadAsync(cancellationToken);

        public void Dispose()
        {
            onDispose(this);
            _rings.Writer.TryComplete();
        }

        internal void Ring() => _rings.Writer.TryWrite(true);
    }
}
