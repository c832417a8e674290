using Titan.Simulator.Exchange;
using Titan.Simulator.Market;

namespace Titan.Simulator;

/// <summary>
/// Hands market steps to the exchange when the clock reaches them. A source whose start is far from the clock's present is
/// shifted in time as a whole, so a generated market begins now whatever date its seed draws.
/// </summary>
internal sealed class MarketPacer
{
    private const int LongestBurst = 50;
    private static readonly TimeSpan s_tolerated = TimeSpan.FromSeconds(5);

    private readonly IMarketSource _market;
    private readonly Venue _venue;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _shift;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MarketStep? _next;

    public MarketPacer(IMarketSource market, Venue venue, TimeProvider clock, TimeSpan shift)
    {
        _market = market;
        _venue = venue;
        _clock = clock;
        _shift = shift;
        Fetch();
    }

    public DateTimeOffset? NextStepAt => _next?.At + _shift;

    public Task Completion => _completion.Task;

    public static TimeSpan ShiftOf(IMarketSource market, TimeProvider clock)
    {
        var shift = TimeSpan.FromMilliseconds(Math.Round((clock.GetUtcNow() - market.Start).TotalMilliseconds));
        return shift.Duration() <= s_tolerated ? TimeSpan.Zero : shift;
    }

    /// <summary>Applies the next step now; false when there is none.</summary>
    public bool ApplyNext()
    {
        if (_next is not { } step) return false;
        _venue.Apply(step, (step.At + _shift).ToUnixTimeMilliseconds());
        Fetch();
        return true;
    }

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

    private void Fetch()
    {
        _next = _market.Next();
        if (_next is null) _completion.TrySetResult();
    }
}
