using Microsoft.Extensions.Hosting;
using Titan.Engine;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;
using Titan.Web.Cli;

namespace Titan.Web.Rehearsal;

/// <summary>
/// The live engine, without a console, plays an embedded market on a stepped clock from the first step to the last: armed as soon as nothing but the
/// arm stands against entries, armed again a while after a breaker or a kill, flattened at the end. The engine, its gates, adapter and wire are the
/// ones that trade; only time is ours.
/// </summary>
public sealed class MarketRehearsal : IAsyncDisposable
{
    /// <summary>No arming before: bars, prices and figures of the first steps arrive meanwhile. Counted in market time, so that every run arms alike.</summary>
    private static readonly TimeSpan Opening = TimeSpan.FromMinutes(2);

    /// <summary>Market time that passes for each wait on the machine while flattening at the end.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan SocketWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SocketPatience = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private readonly EmbeddedVenue _venue;
    private readonly LockStep _pace;
    private bool _stopped;

    private MarketRehearsal(IHost host, EmbeddedVenue venue)
    {
        (_host, _venue) = (host, venue);
        var services = host.Services;
        Titan = services.GetRequiredService<TitanEngine>();
        _pace = new LockStep(venue.Host, venue.Clock!, Titan, (BybitVenue)services.GetRequiredService<IVenue>(), services.GetService<ISpotFeed>(), venue.Speed, venue.Recorded);
    }

    public IEngine Engine => Titan;

    /// <summary>Where the played venue listens.</summary>
    public Uri VenueUrl => _venue.Host.RestUrl;

    private TitanEngine Titan { get; }

    private DateTimeOffset Now => _venue.Clock!.GetUtcNow();

    /// <param name="configuration">The engine's settings, with the venue's address in them (<see cref="EmbeddedVenue"/>).</param>
    /// <param name="venue">A stepped venue; disposed with the rehearsal.</param>
    /// <param name="data">Folder of the ledger.</param>
    /// <param name="logging">Where the engine logs to.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    internal static async Task<MarketRehearsal> OpenAsync(IConfiguration configuration, EmbeddedVenue venue, string data, Action<ILoggingBuilder> logging, CancellationToken cancellationToken)
    {
        var clock = venue.Clock ?? throw new EmbeddedVenueException("A market at the machine's own speed is played by titan run; a rehearsal needs a recording, or a seeded market at another speed than 1.");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddConfiguration(configuration);
        logging(builder.Logging);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddTitanEngine(builder.Configuration, new EngineOptions { DataDirectory = data, MarketLabel = venue.Label });
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new MarketRehearsal(host, venue);
        }
        catch
        {
            host.Dispose();
            await venue.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays to the end, or for a span of market time from arming.</summary>
    /// <param name="span">Null: to the end of the recording.</param>
    /// <param name="moment">Told after each market step.</param>
    /// <param name="cancellationToken">Stops at the next step; what was decided until then stays in the ledger.</param>
    /// <param name="opening">Market time before the first arming; two minutes when left out.</param>
    public async Task<RehearsalCourse> PlayAsync(TimeSpan? span, Action<DateTimeOffset>? moment, CancellationToken cancellationToken, TimeSpan? opening = null)
    {
        var from = Now;
        await ConnectAsync(cancellationToken);
        using var hand = new RehearsalHand(Engine, from + (opening ?? Opening));
        var end = DateTimeOffset.MaxValue;
        bool ended;
        while (!(ended = await _pace.RunAsync(Due, cancellationToken)) && Now < end)
        {
            await hand.ActAsync(Now, cancellationToken);
            await _pace.QuietAsync(cancellationToken);
            end = hand.FirstArmedAt + span ?? DateTimeOffset.MaxValue;
        }

        await FlattenAsync(cancellationToken);
        return new RehearsalCourse(_venue.Label, from, Now, _pace.Steps, ended, hand.Arms, hand.EquityAtFirst, await PlayedVenueBooks.ReadAsync(VenueUrl, cancellationToken), Engine.Snapshot.Scavenger);

        bool Due()
        {
            moment?.Invoke(Now);
            return hand.IsDue(Now) || Now >= end;
        }
    }

    /// <summary>Stops the engine, so that its ledger is whole; the venue still answers.</summary>
    public async Task StopEngineAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopEngineAsync();
        await _venue.DisposeAsync();
    }

    // The market stands still until the sockets are open and the session has begun: how long they take on this machine must not decide what is seen first.
    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var (venue, spot) = (_host.Services.GetRequiredService<IVenue>(), _host.Services.GetService<ISpotFeed>());
        var since = TimeProvider.System.GetTimestamp();
        while (!Connected() && TimeProvider.System.GetElapsedTime(since) < SocketPatience)
        {
            await Task.Delay(SocketWait, TimeProvider.System, cancellationToken);
        }

        await _pace.QuietAsync(cancellationToken);

        bool Connected() => Engine.Snapshot.Readiness.Restored && venue.Status.Streams is { Count: > 0 } streams && streams.All(static stream => stream.Connected) && spot?.Status is null or { Installed: false } or { Connected: true };
    }

    private async Task FlattenAsync(CancellationToken cancellationToken)
    {
        var flat = Engine.SendAsync(new FlattenCommand(RehearsalHand.Operator, "end of the rehearsal", Engine.NewCorrelation("flatten")), cancellationToken);
        await _pace.QuietAsync(cancellationToken);
        while (!flat.IsCompleted)
        {
            await _pace.PassAsync(Breath, cancellationToken);
        }

        if ((await flat).Status != CommandStatus.Done)
        {
            throw new InvalidOperationException($"The rehearsal could not be flattened at its end: {(await flat).Message}");
        }
    }
}
