using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Titan.Engine.Venues.Bybit.Budget;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// Sends one request by HTTP and reads its answer: signature, timeout, envelope, limit headers. Never repeats anything and never
/// throws for the venue's sake; <see cref="BybitDispatcher"/> decides what happens next.
/// </summary>
internal sealed class BybitRest : IDisposable
{
    private const int MostAnswerBytes = 16 * 1024 * 1024;

    /// <summary>A signature's age takes from the venue's window for lateness (5 s); so much may go to the disk.</summary>
    private const long SignedAheadMs = 250;
    private static readonly TimeSpan BanTime = TimeSpan.FromMinutes(10);
    private static readonly MediaTypeHeaderValue JsonMedia = new("application/json");

    private readonly BybitOptions _options;
    private readonly BybitSigning? _signing;
    private readonly BybitClock _clock;
    private readonly BybitRateLimiter _limiter;
    private readonly BybitVitals _vitals;
    private readonly TimeProvider _wall;
    private readonly HttpMessageInvoker _http;
    private readonly string _base;
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal);
    private long _bannedUntil;

    public BybitRest(
        BybitOptions options, BybitSigning? signing, BybitClock clock, BybitRateLimiter limiter, BybitVitals vitals, TimeProvider wall, HttpMessageHandler? handler)
    {
        _options = options;
        _signing = signing;
        _clock = clock;
        _limiter = limiter;
        _vitals = vitals;
        _wall = wall;
        _base = options.RestUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _http = new HttpMessageInvoker(handler ?? OpenPool(), disposeHandler: true);
    }

    /// <summary>True while a 403 forbids all requests.</summary>
    public bool IsBanned => Interlocked.Read(ref _bannedUntil) > _wall.GetUtcNow().UtcTicks;

    public async Task<BybitReply> SendAsync(BybitRequest request, CancellationToken cancellationToken)
    {
        if (IsBanned)
            return BybitReply.NotSent(403, "REST is stopped after HTTP 403", VenueReaction.Fatal);
        if (request.Signed && _signing is null)
            return BybitReply.NotSent(-1, "no API key is configured: public data only", VenueReaction.Reject);
        using var timeout = new CancellationTokenSource(
            request.Kind is BybitRequestKind.Create or BybitRequestKind.Amend ? _options.EntryTimeout : _options.RequestTimeout, _wall);
        await using var givenUp = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        var started = _wall.GetTimestamp();
        try
        {
            using var message = MessageOf(request);
            using var response = await _http.SendAsync(message, timeout.Token);
            var body = await ReadAsync(response, timeout.Token);
            if (!request.IsUpkeep)
                _vitals.Answered(_wall.GetElapsedTime(started));
            return Understand(request, response, body.Span);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _vitals.Unanswered();
            return BybitReply.Lost("no answer in time", request.Kind);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            // The connection may have died after the venue read the request, so its outcome is open.
            _vitals.Unanswered();
            return cut is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError }
                ? BybitReply.NotSent(-1, cut.Message, VenueReaction.Retry, BybitNext.Backoff)
                : BybitReply.Lost(cut.Message, request.Kind);
        }
    }

    /// <summary>Puts the message together and signs it, for an attempt that follows soon.</summary>
    public void Prepare(BybitRequest request)
    {
        if (!request.Signed || _signing is null || !_clock.IsKnown)
            return;
        var stamp = _clock.StampMs;
        request.Signature = new SignedMessage(Compose(request, stamp), stamp);
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler OpenPool() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(4),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(30),
        MaxConnectionsPerServer = 64,
        ActivityHeadersPropagator = null,
    };

    // A message goes out once, and one that lay about while the disk was slow is signed anew.
    private HttpRequestMessage MessageOf(BybitRequest request)
    {
        var (stamp, ahead) = (_clock.StampMs, request.Signature);
        request.Signature = null;
        return ahead is not null && stamp - ahead.StampMs is >= 0 and <= SignedAheadMs ? ahead.Message : Compose(request, stamp);
    }

    private HttpRequestMessage Compose(BybitRequest request, long stamp)
    {
        var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, AddressOf(request));
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.ContentType = JsonMedia;
        }

        if (request.Signed)
            Sign(message, request, stamp);
        return message;
    }

    // Endpoints without a query are few, and an order's address is among them: parsed once.
    private Uri AddressOf(BybitRequest request) => request.Query.Length == 0
        ? _addresses.GetOrAdd(request.Path, static (path, start) => Raw(start + path), _base)
        : Raw($"{_base}{request.Path}?{request.Query}");

    // Without canonicalization the query leaves exactly as it was signed.
    private static Uri Raw(string address) => new(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private void Sign(HttpRequestMessage message, BybitRequest request, long stamp)
    {
        var window = WindowOf(request);
        var payload = request.Body ?? Encoding.UTF8.GetBytes(request.Query);
        message.Headers.TryAddWithoutValidation("X-BAPI-API-KEY", _signing!.ApiKey);
        message.Headers.TryAddWithoutValidation("X-BAPI-TIMESTAMP", stamp.ToString(CultureInfo.InvariantCulture));
        message.Headers.TryAddWithoutValidation("X-BAPI-RECV-WINDOW", window.ToString(CultureInfo.InvariantCulture));
        message.Headers.TryAddWithoutValidation("X-BAPI-SIGN", _signing.Sign(stamp, window, payload));
        message.Headers.TryAddWithoutValidation("X-BAPI-SIGN-TYPE", "2");
    }

    // A late cancel or close is still welcome, a late entry is not (spec venues/bybit-v5.md 2.2).
    private int WindowOf(BybitRequest request) =>
        request is { Priority: BybitPriority.Exit, Kind: not BybitRequestKind.Read } ? Math.Max(_options.RecvWindowMs, 10_000) : _options.RecvWindowMs;

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength is > MostAnswerBytes)
            throw new IOException("answer too large");
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = new byte[response.Content.Headers.ContentLength ?? 2_048];
        var filled = 0;
        int read;
        while ((read = await stream.ReadAsync(body.AsMemory(filled), cancellationToken)) > 0)
        {
            filled += read;
            if (filled > MostAnswerBytes)
                throw new IOException("answer too large");

            // One byte of room is what tells the end of an answer without a length.
            if (filled == body.Length && response.Content.Headers.ContentLength is null)
                Array.Resize(ref body, body.Length * 2);
        }

        return body.AsMemory(0, filled);
    }

    private BybitReply Understand(BybitRequest request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var status = (int)response.StatusCode;
        var limit = HeaderOf(response, "X-Bapi-Limit");
        var remaining = HeaderOf(response, "X-Bapi-Limit-Status");
        var reset = HeaderOf(response, "X-Bapi-Limit-Reset-Timestamp");
        _limiter.Learn(request.Budget, (int?)limit, (int?)remaining, reset, _clock.VenueMs);
        var reply = WireEnvelope.TryRead(body, out var envelope) && envelope.Integer("retCode") is { } code and >= int.MinValue and <= int.MaxValue
            ? BybitReply.Envelope(status, (int)code, envelope.Text("retMsg"), envelope.Field("result"), request.Kind)
            : BybitReply.WithoutEnvelope(status, WireEnvelope.Excerpt(body), request.Kind);
        if (status == 403 || reply.Verdict.Next == BybitNext.StopRest)
            Ban(reply.Text);
        return reply with { ResetMs = reset };
    }

    private void Ban(string text)
    {
        Interlocked.Exchange(ref _bannedUntil, (_wall.GetUtcNow() + BanTime).UtcTicks);
        _vitals.Fatal($"HTTP 403: REST stopped for {BanTime.TotalMinutes:0} minutes ({text})", endpoint: null);
    }

    private static long? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values)
        && long.TryParse(values.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
