using Titan.Simulator.Binance;
using Titan.Simulator.Binance.Market;
using Titan.Simulator.Exchange;
using Titan.Simulator.Market;

namespace Titan.Simulator;

/// <summary>
/// Hands market steps to the exchange, and what spot makes of them to spot, when the clock reaches them. A source whose start is far from the clock's present is
/// shifted in time as a whole, so a generated market begins now whatever date its seed draws.
/// </summary>
internal sealed class MarketPacer
{
    private const int LongestBurst = 50;
    private static readonly TimeSpan s_tolerated = TimeSpan.FromSeconds(5);

    private readonly SpotTimeline _timeline;
    private readonly Venue _venue;
    private readonly SpotExchange _spot;
    private readonly Func<bool> _spotIsFollowed;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _shift;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MarketPacer(SpotTimeline timeline, Venue venue, SpotExchange spot, Func<bool> spotIsFollowed, TimeProvider clock, TimeSpan shift)
    {
        _timeline = timeline;
        _venue = venue;
        _spot = spot;
        _spotIsFollowed = spotIsFollowed;
        _clock = clock;
        _shift = shift;
        TellEnd();
    }

    /// <summary>When the next step is due. Spot's steps are steps of their own only while somebody follows spot.</summary>
    public DateTimeOffset? NextStepAt => (SpotIsNext && _spotIsFollowed() ? _timeline.NextSpot!.Due : _timeline.NextContracts?.At) + _shift;

    public Task Completion => _completion.Task;

    public static TimeSpan ShiftOf(IMarketSource market, TimeProvider clock)
    {
        var shift = TimeSpan.FromMilliseconds(Math.Round((clock.GetUtcNow() - market.Start).TotalMilliseconds));
        return shift.Duration() <= s_tolerated ? TimeSpan.Zero : shift;
    }

    /// <summary>Applies the next step now; false when there is none.</summary>
    public bool ApplyNext()
    {
        if (_timeline.NextContracts is null) return false;
        if (SpotIsNext && _spotIsFollowed())
        {
            ApplySpot();
            return true;
        }

        while (SpotIsNext) ApplySpot();
        var step = _timeline.TakeContracts();
        _venue.Apply(step, (step.At + _shift).ToUnixTimeMilliseconds());
        TellEnd();
        return true;
    }

    private bool SpotIsNext => _timeline is { NextSpot: { } spot, NextContracts: { } contracts } && spot.Due <= contracts.At;

    /// <summary>Applies each step when it is due until the market or the venue ends; a late pacer catches up in short bursts.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var burst = 0;
        try
        {
            while (NextStepAt is { } due)
            {
                var wait = due - _clock.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    burst = 0;
                    await Task.Delay(wait, _clock, cancellationToken);
                    continue;
                }
                cancellationToken.ThrowIfCancellationRequested();
                ApplyNext();
                if (++burst % LongestBurst == 0) await Task.Yield();
            }
        }
        catch (OperationCanceledException)
        {
            // The venue stops; whoever waits for the end of the market is released by Stop.
        }
        catch (Exception failure)
        {
            // A market that cannot go on must be seen by whoever watches Completion, not lost with this task.
            _completion.TrySetException(failure);
        }
    }

    public void Stop() => _completion.TrySetResult();

    private void ApplySpot()
    {
        var step = _timeline.TakeSpot();
        _spot.Apply(step, (step.Due + _shift).ToUnixTimeMilliseconds());
    }

    private void TellEnd()
    {
        if (_timeline.NextContracts is null) _completion.TrySetResult();
    }
}
