using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Shadow;
using Titan.Engine.Venues;

namespace Titan.Engine.Safety;

/// <summary>
/// Watches the venue's streams and our own loop. A feed lost for longer than the grace pauses entries, cancels working ones and keeps
/// the arm; it resumes by itself after a reconcile (seed 002 "Bybit Connection Lost", spec titan-trading 4.7).
/// A loop that stood still opens nothing before it has reconciled.
/// </summary>
public sealed class FeedWatch(Turn turn, Surroundings surroundings, Reconciler reconciler, OrderManager orders)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(5);

    private readonly HashSet<StreamKind> _heard = [];
    private DateTimeOffset? _restoredAt;
    private bool _toldFatal;

    /// <summary>A stream that never said anything is taken from the venue's status: not heard of is not up.</summary>
    public void Follow(VenueStatus status)
    {
        bool Silent(StreamKind kind) => !_heard.Contains(kind) && status.Streams.Any(stream => stream.Stream == kind && !stream.Connected);
        surroundings.PublicDownSince ??= Silent(StreamKind.Public) ? turn.Now : null;
        surroundings.PrivateDownSince ??= Silent(StreamKind.Private) ? turn.Now : null;
    }

    public void See(StreamChange change)
    {
        _heard.Add(change.Stream);
        _restoredAt = change.Connected ? _restoredAt : null;
        switch (change.Stream)
        {
            case StreamKind.Public:
                surroundings.PublicDownSince = change.Connected ? null : surroundings.PublicDownSince ?? turn.Now;
                break;
            case StreamKind.Private:
                surroundings.PrivateDownSince = change.Connected ? null : surroundings.PrivateDownSince ?? turn.Now;
                if (change.Connected)
                {
                    reconciler.Request("reconnect");
                }

                break;
        }

        turn.Note("STREAM", $"{change.Stream} stream {(change.Connected ? "connected" : "lost")}{(change.Why.Length > 0 ? $": {change.Why}" : "")}");
    }

    /// <summary>Our own loop did not run for a while: the world moved without us.</summary>
    public void NoticeSilence(TimeSpan silence)
    {
        if (silence > TimeSpan.FromSeconds(turn.Config.Execution.LoopStallSeconds))
        {
            surroundings.StalledAt = turn.Now;
            turn.Alert("LOOP_STALLED", AlertSeverity.High, $"The engine stood still for {silence.TotalSeconds:0.0} s; entries wait for a reconcile", null, (decimal)silence.TotalSeconds, turn.Config.Execution.LoopStallSeconds);
            orders.CancelEntries("engine stood still");
            reconciler.Request("stall");
        }
    }

    public void Tick()
    {
        var since = Earlier(surroundings.PublicDownSince, surroundings.PrivateDownSince);
        if (since is { } down && turn.Now - down >= Grace)
        {
            if (!turn.State.PausedByFeed)
            {
                turn.Record(new PauseChanged(true, "feed", "system", "venue stream lost"));
                turn.Alert("FEED_LOST", AlertSeverity.High, "Bybit connection lost: entries are paused, positions are watched by REST");
                orders.CancelEntries("feed lost");
            }

            _restoredAt = null;

            if (reconciler.Last is null || turn.Now - reconciler.Last.At >= WatchEvery)
            {
                reconciler.Request("watch");
            }
        }
        else if (since is null && turn.State.PausedByFeed)
        {
            Resume();
        }

        TellFatal();
    }

    private void Resume()
    {
        if (_restoredAt is not { } restored)
        {
            _restoredAt = turn.Now;
            reconciler.Request("reconnect");
        }
        else if (reconciler.Last is { } last && last.AskedAt >= restored && turn.State.ReconciledInSync)
        {
            // Only an answer that was asked for after the streams were back knows what they missed.
            turn.Record(new PauseChanged(false, "feed", "system", "streams back and reconciled"));
            turn.Alert("FEED_BACK", AlertSeverity.Info, "Bybit streams are back and the account is reconciled; entries resume");
            _restoredAt = null;
        }
    }

    private void TellFatal()
    {
        var reason = surroundings.Venue?.FatalReason;
        if (reason is not null && !_toldFatal)
        {
            turn.Alert("VENUE_FATAL", AlertSeverity.Critical, $"The venue refuses us: {reason}. Entries are blocked.");
        }

        _toldFatal = reason is not null;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one < other ? one : other;
}
