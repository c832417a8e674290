using Microsoft.Extensions.Logging;
using Titan.Engine.Venues.Bybit.Budget;
using Titan.Engine.Venues.Bybit.Streams;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// The one way out: budget, transport (order entry socket, else REST), and what may be repeated. Reads, cancels and settings are
/// repeated after transient failures. A create or amend is sent again only when the venue certainly refused it before looking at
/// it (clock, or rate limit on an exit), and then under the same id; a lost answer is unknown.
/// </summary>
internal sealed class BybitDispatcher(
    BybitOptions options, BybitRest rest, BybitTradeStream? tradeStream, BybitRateLimiter limiter, BybitClock clock, BybitVitals vitals, TimeProvider wall, ILogger log)
    : IDisposable
{
    private const int BusyRetries = 5;

    private const int ClockSamples = 3;

    // Half of the round trip is the error of a measurement; a slow one is tried again and the fastest counts.
    private static readonly TimeSpan GoodRoundTrip = TimeSpan.FromMilliseconds(100);

    // The offset is known to half a round trip; a longer one than this cannot tell a clock that is a second off.
    private static readonly TimeSpan UselessRoundTrip = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClockPause = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _clockGate = new(1, 1);
    private readonly Lock _jitterGate = new();
    private readonly Random _jitter = new(options.JitterSeed);
    private long _clockTriedTicks;

    /// <summary>Signs a request ahead of its sending, if it will go by REST.</summary>
    public void Prepare(BybitRequest request)
    {
        if (!GoesBySocket(request))
            rest.Prepare(request);
    }

    /// <summary>
    /// Sends and settles. Throws <see cref="OperationCanceledException"/> only for reads; everything else answers: not sent when
    /// the caller gave up before it left, lost when it gave up afterwards.
    /// </summary>
    public async Task<BybitReply> SendAsync(BybitRequest request, CancellationToken cancellationToken)
    {
        if (!request.IsUpkeep)
            vitals.Begin();
        var sent = false;
        try
        {
            if (request.Signed && !clock.IsKnown && options.HasKeys && ClockMayBeTried())
                await SyncClockAsync(cancellationToken);
            var attempts = new Attempts();
            while (true)
            {
                if (!await limiter.AcquireAsync(request.Budget, request.Priority, cancellationToken))
                    return BybitReply.NotSent(-1, "too many requests wait already", VenueReaction.Retry);
                if (request.NotAfter < clock.Now)
                    return BybitReply.NotSent(VenueOutcome.NotSentCode, "not sent: it came too late", VenueReaction.Reject);
                sent = true;
                var reply = await TransmitAsync(request, attempts, cancellationToken);
                sent = reply.Sent;
                if (!await ShouldRepeatAsync(request, reply, attempts, cancellationToken))
                    return Settled(request, reply, attempts);
                sent = false;
            }
        }
        catch (OperationCanceledException) when (request.Kind != BybitRequestKind.Read)
        {
            // The caller gave up; what may have left stays an open question, what did not leave is certain.
            return sent ? BybitReply.Lost("given up while waiting for the answer", request.Kind)
                : BybitReply.NotSent(VenueOutcome.NotSentCode, "not sent: given up while waiting", VenueReaction.Reject);
        }
        finally
        {
            if (!request.IsUpkeep)
                vitals.End();
        }
    }

    /// <summary>Measures the venue's clock; false when the venue did not answer.</summary>
    public async Task<bool> SyncClockAsync(CancellationToken cancellationToken)
    {
        var request = new BybitRequest
        {
            Path = "/v5/market/time",
            Budget = "/v5/market/time",
            Kind = BybitRequestKind.Read,
            Priority = BybitPriority.Exit,
            Signed = false,
            IsUpkeep = true,
        };
        await _clockGate.WaitAsync(cancellationToken);
        try
        {
            var shortest = TimeSpan.MaxValue;
            for (var sample = 0; sample < ClockSamples && shortest > GoodRoundTrip; sample++)
            {
                var before = clock.Now;
                var reply = await rest.SendAsync(request, cancellationToken);
                var after = clock.Now;
                if (!reply.IsAccepted || !reply.HasEnvelope || VenueMs(reply) is not { } venueMs)
                    break;
                if (after - before >= shortest || after - before > UselessRoundTrip)
                    continue;
                shortest = after - before;
                clock.Measured(before, after, venueMs);
            }

            return shortest < TimeSpan.MaxValue;
        }
        finally
        {
            _clockGate.Release();
        }
    }

    public void Dispose() => _clockGate.Dispose();

    // A venue that does not tell its time must not cost every exit a timeout.
    private bool ClockMayBeTried()
    {
        var now = wall.GetUtcNow().UtcTicks;
        var last = Interlocked.Read(ref _clockTriedTicks);
        return now - last >= ClockPause.Ticks && Interlocked.CompareExchange(ref _clockTriedTicks, now, last) == last;
    }

    private bool GoesBySocket(BybitRequest request) => request.TradeOperation is not null && tradeStream is { IsReady: true };

    private static double? VenueMs(BybitReply reply) =>
        reply.Result.Decimal("timeNano") is { } nano and > 0 ? (double)(nano / 1_000_000m)
        : reply.Result.Decimal("timeSecond") is { } second and > 0 ? (double)(second * 1_000m)
        : null;

    // What got no answer from the socket is repeated, if at all, by the other way.
    private async Task<BybitReply> TransmitAsync(BybitRequest request, Attempts attempts, CancellationToken cancellationToken)
    {
        if (!GoesBySocket(request) || attempts.AvoidSocket)
            return await rest.SendAsync(request, cancellationToken);
        var reply = await tradeStream!.SendAsync(request, cancellationToken);
        attempts.AvoidSocket = !reply.HasEnvelope || reply.Verdict.Next == BybitNext.UseRest;
        return reply;
    }

    private async Task<bool> ShouldRepeatAsync(BybitRequest request, BybitReply reply, Attempts attempts, CancellationToken cancellationToken)
    {
        switch (reply.Verdict.Next)
        {
            case BybitNext.WaitForReset:
                vitals.Refused();
                limiter.Exceeded(request.Budget, reply.ResetMs, clock.VenueMs);
                return MayRepeatRefused(request) && attempts.Count++ < options.MaxRetries;
            case BybitNext.Backoff when BybitErrorCodes.ClassOf(reply.Code) == BybitErrorClass.OrderBusy && reply.HasEnvelope:
                return MayRepeatAlways(request) && attempts.Count++ < BusyRetries && await PauseAsync(50, attempts.Count, 200, cancellationToken);
            case BybitNext.Backoff when MayRepeatAlways(request) || (MayRepeatRefused(request) && (!reply.Sent || IsOverloaded(reply))):
                return attempts.Count++ < options.MaxRetries && await PauseAsync(100, attempts.Count, 500, cancellationToken);
            case BybitNext.ResyncClock:
                return !attempts.ClockTried && (attempts.ClockTried = true) && await SyncClockAsync(cancellationToken);
            case BybitNext.UseRest:
                return attempts.Count++ < options.MaxRetries;
            default:
                return false;
        }
    }

    private BybitReply Settled(BybitRequest request, BybitReply reply, Attempts attempts)
    {
        if (reply.IsAccepted)
        {
            if (request.Signed)
                vitals.Recovered(request.Budget);
            return reply;
        }

        if (reply.Verdict.Reaction == VenueReaction.Fatal && reply.Sent)
        {
            vitals.Fatal(attempts.ClockTried ? $"clock: {reply.Text}" : $"{reply.Code} {reply.Text}", IsOfTheAddress(reply) ? null : request.Budget);
            log.LogError("Bybit {Endpoint}: {Code} {Text}", request.Path, reply.Code, reply.Text);
        }
        else if (reply.HasEnvelope && BybitErrorCodes.ClassOf(reply.Code) == BybitErrorClass.Unlisted)
        {
            log.LogWarning("Bybit {Endpoint}: unlisted code {Code} {Text} {Result}", request.Path, reply.Code, reply.Text, reply.Result);
        }

        return reply;
    }

    // The order socket tells it as 10403. It concerns no endpoint and passes, so any success takes it back: entries are blocked meanwhile,
    // and a mark that only a created order could lift would block them for ever.
    private static bool IsOfTheAddress(BybitReply reply) => reply.Status == 403 || reply.Verdict.Next == BybitNext.StopRest;

    // Executing these twice ends in the same state.
    private static bool MayRepeatAlways(BybitRequest request) => request.Kind is BybitRequestKind.Read or BybitRequestKind.Cancel or BybitRequestKind.Configure;

    // Certainly refused: an exit goes again under its own id; an entry's moment has passed, so its strategy decides anew.
    private static bool MayRepeatRefused(BybitRequest request) => MayRepeatAlways(request) || request is { Kind: BybitRequestKind.Create, Priority: BybitPriority.Exit };

    private static bool IsOverloaded(BybitReply reply) => reply.Status == 429 || (reply.HasEnvelope && BybitErrorCodes.ClassOf(reply.Code) == BybitErrorClass.Overloaded);

    private async Task<bool> PauseAsync(int firstMs, int attempt, int mostMs, CancellationToken cancellationToken)
    {
        var pause = Math.Min(firstMs * (1 << Math.Min(attempt - 1, 8)), mostMs);
        int jitter;
        lock (_jitterGate)
            jitter = _jitter.Next(0, pause / 4);
        await Task.Delay(TimeSpan.FromMilliseconds(pause + jitter), wall, cancellationToken);
        return true;
    }

    private sealed class Attempts
    {
        public int Count { get; set; }

        public bool ClockTried { get; set; }

        public bool AvoidSocket { get; set; }
    }
}
