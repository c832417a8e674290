using Titan.Engine.Kernel;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;
using Titan.Simulator;
using Titan.Simulator.Time;

namespace Titan.Web.Cli;

/// <summary>
/// Moves time for an engine and an embedded venue that share a stepped clock: as fast as the machine, and the same each time. A step of
/// the market begins only when nothing waits in sockets, mailboxes, journal or requests (decision 0006).
/// </summary>
public sealed class LockStep(SimulatorHost venue, SteppedClock clock, TitanEngine engine, BybitVenue adapter, ISpotFeed? spot = null)
{
    /// <summary>Machine time after which something must be waiting for market time itself (a rate limit, a retry): then time is nudged.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Nudge = TimeSpan.FromMilliseconds(100);

    /// <summary>Market steps made.</summary>
    public long Steps { get; private set; }

    /// <summary>Runs the market to its end, or until a condition holds.</summary>
    /// <returns>True when the recording ended.</returns>
    public async Task<bool> RunAsync(Func<bool> until, CancellationToken cancellationToken)
    {
        while (venue.NextStepAt is { } next)
        {
            if (until())
            {
                return false;
            }

            // First the rules of time see the new time, then the market moves: what is polled is fresh when the quotes come.
            // A nudge may have taken time past the step already; then the step is simply late.
            if (next > clock.GetUtcNow())
            {
                clock.AdvanceTo(next);
            }

            await QuietAsync(cancellationToken).ConfigureAwait(false);
            await venue.AdvanceAsync(cancellationToken).ConfigureAwait(false);
            await QuietAsync(cancellationToken).ConfigureAwait(false);
            Steps++;
        }

        return true;
    }

    /// <summary>Moves time without a market step: for waiting on polls and reconciles.</summary>
    public async Task PassAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        clock.Advance(span);
        await QuietAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until nothing moves any more.</summary>
    public async Task QuietAsync(CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!Quiet() || !Quiet())
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

    private bool Quiet() => venue.FramesSent <= adapter.FramesReceived + (spot?.FramesReceived ?? 0) && engine.Idle && adapter.Idle;
}
