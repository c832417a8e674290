using Titan.Engine.Kernel;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;
using Titan.Simulator;
using Titan.Simulator.Time;

namespace Titan.Web.Cli;

/// <summary>
/// Moves time for an engine and an embedded venue that share a stepped clock: as fast as the machine, and the same each time. A step of
/// the market begins only when nothing waits in sockets, mailboxes, journal or requests (decision 0006). At a speed, a step waits for its
/// moment on the machine's clock besides; a machine that cannot keep up plays slower and decides the same. Exact, each frame is taken in before the next
/// leaves (decision 0010), which many instruments at a high speed cannot afford.
/// </summary>
public sealed class LockStep(SimulatorHost venue, SteppedClock clock, TitanEngine engine, BybitVenue adapter, ISpotFeed? spot = null, double? speed = null, bool exact = true)
{
    /// <summary>
    /// Machine time after which something must be waiting for market time itself (a retry): then time is nudged. Long, because a nudge that comes only
    /// of a busy machine would be seen by the engine's clock measurement, and no second run would repeat it.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Nudge = TimeSpan.FromMilliseconds(100);

    /// <summary>Behind by more, what was missed is not caught up: a market that rushes after a pause is no market.</summary>
    private static readonly TimeSpan CaughtUp = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(2);

    private const int LeastTurns = 3;
    private const int MostTurns = 64;

    private long _anchor;
    private DateTimeOffset? _anchored;

    /// <summary>Market steps made.</summary>
    public long Steps { get; private set; }

    /// <summary>Runs the market to its end, or until a condition holds.</summary>
    /// <returns>True when the recording ended.</returns>
    public async Task<bool> RunAsync(Func<bool> until, CancellationToken cancellationToken)
    {
        if (exact)
        {
            venue.HoldFrames();
        }

        while (venue.NextStepAt is { } next)
        {
            if (until())
            {
                return false;
            }

            // First the rules of time see the new time, then the market moves: what is polled is fresh when the quotes come.
            await MoveToAsync(next, cancellationToken).ConfigureAwait(false);
            await venue.AdvanceAsync(cancellationToken).ConfigureAwait(false);
            await QuietAsync(cancellationToken).ConfigureAwait(false);
            Steps++;
        }

        return true;
    }

    /// <summary>Moves time without a market step: for waiting on polls and reconciles.</summary>
    public Task PassAsync(TimeSpan span, CancellationToken cancellationToken) => TurnAsync(clock.GetUtcNow() + span, cancellationToken);

    /// <summary>Waits until nothing moves any more: each frame of the venue is taken in before the next one leaves.</summary>
    public async Task QuietAsync(CancellationToken cancellationToken)
    {
        do
        {
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }
        while (await venue.ReleaseFrameAsync().ConfigureAwait(false));
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await RestsAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
            {
                clock.Advance(Nudge);
                since = TimeProvider.System.GetTimestamp();
            }

            await Task.Yield();
        }
    }

    // What a timer set off may still stand in the thread pool's queue, where nobody counts it: let it begin first. Bounded, because a process that does
    // other things besides never has an empty queue.
    private async Task<bool> RestsAsync()
    {
        for (var turn = 0; turn < MostTurns; turn++)
        {
            if (!Quiet())
            {
                return false;
            }

            if (turn >= LeastTurns && ThreadPool.PendingWorkItemCount == 0)
            {
                return true;
            }

            await Task.Yield();
        }

        return Quiet();
    }

    // From timer to timer, so that each sees its own time and all that it sets off has ended before the next: the same at every speed. As fast as
    // possible, a long silence is skipped instead; a nudge may have taken time past the step already, then the step is simply late.
    private async Task MoveToAsync(DateTimeOffset next, CancellationToken cancellationToken)
    {
        var skips = speed is null && next - clock.GetUtcNow() > LongSilence;
        for (var due = clock.GetUtcNow(); due < next;)
        {
            due = !skips && clock.NextDue is { } timer && timer < next ? timer : next;
            await WaitForAsync(due, cancellationToken).ConfigureAwait(false);
            await TurnAsync(due, cancellationToken).ConfigureAwait(false);
        }
    }

    // One timer after the other, also when several fall due at once: what they set off on other threads must not race.
    private async Task TurnAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        while (clock.FireNext(due))
        {
            await QuietAsync(cancellationToken).ConfigureAwait(false);
        }

        var now = clock.GetUtcNow();
        clock.AdvanceTo(due > now ? due : now);
        await QuietAsync(cancellationToken).ConfigureAwait(false);
    }

    // Machine time of a market time: where both stood together, and from there so many times as fast.
    private async Task WaitForAsync(DateTimeOffset next, CancellationToken cancellationToken)
    {
        if (speed is not { } times)
        {
            return;
        }

        var behind = _anchored is { } anchored ? TimeProvider.System.GetElapsedTime(_anchor) - ((next - anchored) / times) : TimeSpan.MaxValue;
        if (behind > CaughtUp)
        {
            (_anchor, _anchored) = (TimeProvider.System.GetTimestamp(), next);
        }
        else if (behind < TimeSpan.FromMilliseconds(-1))
        {
            await Task.Delay(-behind, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool Quiet() => venue.FramesSent <= adapter.FramesReceived + (spot?.FramesReceived ?? 0) && engine.Idle && adapter.Idle;
}
