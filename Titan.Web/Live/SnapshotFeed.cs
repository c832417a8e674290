using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Titan.Engine.Kernel;
using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>
/// The one reader of the engine's snapshots for all circuits: it subscribes once and rings every circuit's bell. Nobody waits for anybody:
/// a bell holds one ring, and who is woken reads the newest snapshot.
/// </summary>
public sealed class SnapshotFeed(IEngine engine, TimeProvider clock, FeedPace pace) : BackgroundService
{
    private ImmutableArray<ChannelWriter<bool>> _bells = [];

    /// <summary>Newest snapshot of the engine.</summary>
    public EngineSnapshot Current => engine.Snapshot;

    /// <summary>Now on the clock that the snapshots are stamped with.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What all viewers read alike.</summary>
    public SharedViews Shared { get; } = new();

    /// <summary>What leads from one of these views to the next.</summary>
    public SharedSteps Steps { get; } = new();

    /// <summary>Circuits that listen now.</summary>
    public int Listeners => _bells.Length;

    /// <summary>Joins; the bell rings at once, so a late joiner misses nothing. Dispose leaves.</summary>
    public Bell Join()
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
        ImmutableInterlocked.Update(ref _bells, static (all, one) => all.Add(one), channel.Writer);
        channel.Writer.TryWrite(true);
        return new Bell(channel.Reader, () =>
        {
            ImmutableInterlocked.Update(ref _bells, static (all, one) => all.Remove(one), channel.Writer);
            channel.Writer.TryComplete();
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(FollowAsync(stoppingToken), BeatAsync(stoppingToken));
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

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(pace.Heartbeat, pace.Machine);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            Ring();
        }
    }

    private void Ring()
    {
        foreach (var bell in _bells)
        {
            bell.TryWrite(true);
        }
    }

    /// <summary>One listener's place.</summary>
    public sealed class Bell(ChannelReader<bool> rings, Action onDispose) : IDisposable
    {
        /// <summary>Completes when something may have changed.</summary>
        public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => rings.ReadAsync(cancellationToken);

        public void Dispose() => onDispose();
    }
}
