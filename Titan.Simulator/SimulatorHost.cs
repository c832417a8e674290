using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Titan.Simulator.Binance;
using Titan.Simulator.Binance.Market;
using Titan.Simulator.Exchange;
using Titan.Simulator.Faults;
using Titan.Simulator.Market;
using Titan.Simulator.Rest;
using Titan.Simulator.Streams;

namespace Titan.Simulator;

/// <summary>
/// A running venue: Bybit v5 REST and sockets, and Binance spot's beside them, on one port over one account and a market of our own making.
/// The market's first step is applied before <see cref="StartAsync"/> returns, so books are never empty.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Venue _venue;
    private readonly StreamHub _hub;
    private readonly SpotStreams _spotStreams;
    private readonly MarketPacer _pacer;
    private readonly FrameGate _gate;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _pacing;
    private bool _disposed;

    private SimulatorHost(WebApplication app, Venue venue, StreamHub hub, SpotStreams spotStreams, MarketPacer pacer, FrameGate gate, CancellationTokenSource stopping, bool stepped)
    {
        _gate = gate;
        _app = app;
        _venue = venue;
        _hub = hub;
        _spotStreams = spotStreams;
        _pacer = pacer;
        _stopping = stopping;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var reachable = new UriBuilder(address);
        if (IPAddress.TryParse(reachable.Host.Trim('[', ']'), out var bound) && (bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any)))
            reachable.Host = IPAddress.Loopback.ToString();
        RestUrl = reachable.Uri;
        reachable.Scheme = "ws";
        StreamUrl = reachable.Uri;
        _pacing = stepped ? Task.CompletedTask : pacer.RunAsync(stopping.Token);
    }

    /// <summary>Base address of the REST endpoints (/v5/…, and /api/v3/… of spot).</summary>
    public Uri RestUrl { get; }

    /// <summary>Base address of the sockets (/v5/public/linear, /v5/private, /v5/trade; /ws and /stream of spot).</summary>
    public Uri StreamUrl { get; }

    /// <summary>The venue's own time, skew faults included.</summary>
    public DateTimeOffset VenueTime => DateTimeOffset.FromUnixTimeMilliseconds(_venue.NowMs);

    /// <summary>Text frames written to all sockets since the start.</summary>
    public long FramesSent => _hub.FramesSent + _spotStreams.FramesSent;

    /// <summary>When the next market step is due, venue time; null when the recording has ended.</summary>
    public DateTimeOffset? NextStepAt => _pacer.NextStepAt;

    /// <summary>Completes when the market has no further step, or when the venue stops.</summary>
    public Task Completion => _pacer.Completion;

    /// <summary>Starts the venue. Throws <see cref="ArgumentException"/> for an address it cannot listen on.</summary>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var market = options.Market ?? options.MarketFactory(options);
        var clock = options.Clock;
        var shift = MarketPacer.ShiftOf(market, clock);
        var venue = new Venue(market, clock, options.Seed, options.InitialBalance, shift);
        var board = new FaultBoard(clock);
        venue.PartialFill = order => board.PartialFill(order.Instrument.Symbol);
        venue.HiddenFor = order => board.HiddenFor(order.Instrument.Symbol);
        venue.SkewMs = board.SkewMs;

        var keys = new Dictionary<string, string>(options.MoreKeys, StringComparer.Ordinal) { [options.ApiKey] = options.ApiSecret };
        var signatures = new Signatures(keys);
        var limiter = new RateLimiter(options.RateLimits);
        var gate = new FrameGate();
        var hub = new StreamHub(venue, signatures, limiter, board, clock, options.Seed, gate);
        venue.Listener = hub;
        var timeline = new SpotTimeline(market, options.Seed, options.SpotMarket);
        var spot = new SpotExchange(timeline.Listings, options.SpotMarket ?? market, shift, () => venue.NowMs);
        var spotStreams = new SpotStreams(spot, board, clock, options.SpotWire, gate);
        var pacer = new MarketPacer(timeline, venue, spot, () => spotStreams.IsFollowed, clock, shift);
        pacer.ApplyNext();

        var stopping = new CancellationTokenSource();
        var app = Build(options);
        var rest = new RestServer(venue, signatures, limiter, board, clock);
        var spotRest = new SpotRest(spot, board, new SpotWeights(options.RateLimits), clock);
        var door = new ControlDoor(venue, board, stream => Disconnect(hub, spotStreams, stream), spotStreams.AnnounceShutdown);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Run(context => RouteAsync(context, rest, door, hub, spotRest, spotStreams, stopping.Token));
        await app.StartAsync(cancellationToken);
        return new SimulatorHost(app, venue, hub, spotStreams, pacer, gate, stopping, options.Stepped);
    }

    /// <summary>
    /// Applies the next market step and waits until its frames are written. Only for a stepped venue; the owner first sets
    /// the clock to <see cref="NextStepAt"/>. False when the recording has ended.
    /// </summary>
    public async Task<bool> AdvanceAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var applied = _pacer.ApplyNext();
        await Task.WhenAll(_hub.FlushAsync(), _spotStreams.FlushAsync()).WaitAsync(cancellationToken);
        return applied;
    }

    /// <summary>From now on frames leave one by one, in the order in which the venue made them, when <see cref="ReleaseFrameAsync"/> is called.</summary>
    public void HoldFrames() => _gate.Close();

    /// <summary>Lets the oldest kept frame of any socket out and waits until it is on the wire; false when none is kept.</summary>
    public Task<bool> ReleaseFrameAsync() => _gate.ReleaseAsync();

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _stopping.CancelAsync();
        await _pacing;
        _pacer.Stop();
        Disconnect(_hub, _spotStreams, "all");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        _hub.Dispose();
        _spotStreams.Dispose();
        _stopping.Dispose();
    }

    private static void Disconnect(StreamHub hub, SpotStreams spot, string stream)
    {
        if (stream != "binance") hub.Disconnect(stream);
        if (stream is "" or "all" or "binance") spot.Disconnect();
    }

    private static async Task RouteAsync(
        HttpContext context, RestServer rest, ControlDoor door, StreamHub hub, SpotRest spotRest, SpotStreams spotStreams, CancellationToken stopping)
    {
        var path = context.Request.Path.Value ?? "/";
        try
        {
            if (ControlDoor.Owns(path)) await door.HandleAsync(context, path);
            else if (StreamHub.KindOf(path) is { } kind && context.WebSockets.IsWebSocketRequest) await hub.AcceptAsync(context, kind, stopping);
            else if (SpotStreams.Owns(path) && context.WebSockets.IsWebSocketRequest) await spotStreams.AcceptAsync(context, path, stopping);
            else if (SpotRest.Owns(path)) await spotRest.HandleAsync(context, path);
            else await rest.HandleAsync(context, path);
        }
        catch (OperationCanceledException)
        {
            // The client left while its answer was being delayed or written.
        }
    }

    private static WebApplication Build(SimulatorOptions options)
    {
        // Empty on purpose: neither settings files nor environment of the embedding process may move this listener.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var url = new Uri(options.Urls);
            if (url.Host is "localhost") kestrel.Listen(IPAddress.Loopback, url.Port);
            else if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)) kestrel.Listen(address, url.Port);
            else throw new ArgumentException($"'{options.Urls}' is no address to listen on.", nameof(options));
        });
        return builder.Build();
    }

    /// <summary>Leaves signals to the process that embeds the venue.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
