using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Titan.Engine;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;

namespace Titan.Tests.Support;

/// <summary>A whole engine in this process, over a data folder of its own, pointed at a venue's address.</summary>
internal sealed class LiveEngine : IAsyncDisposable
{
    private readonly IHost _host;

    private LiveEngine(IHost host, string data) => (_host, DataDirectory) = (host, data);

    public string DataDirectory { get; }

    public IEngine Engine => _host.Services.GetRequiredService<IEngine>();

    public TitanEngine Titan => _host.Services.GetRequiredService<TitanEngine>();

    public BybitVenue Venue => (BybitVenue)_host.Services.GetRequiredService<IVenue>();

    /// <summary>The leader's feed; null unless the settings install one.</summary>
    public ISpotFeed? Spot => _host.Services.GetService<ISpotFeed>();

    public IHistory History => _host.Services.GetRequiredService<IHistory>();

    public EngineHost Host => _host.Services.GetRequiredService<EngineHost>();

    public static async Task<LiveEngine> StartAsync(
        Uri rest, Uri stream, string data, TimeProvider? clock = null, IReadOnlyDictionary<string, string?>? settings = null, CancellationToken cancellationToken = default)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Titan:Venues:Bybit:RestUrl"] = rest.ToString(),
            ["Titan:Venues:Bybit:StreamUrl"] = stream.ToString(),
            ["Titan:Venues:Bybit:ApiKey"] = "sim-key",
            ["Titan:Venues:Bybit:ApiSecret"] = "sim-secret",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (Environment.GetEnvironmentVariable("TITAN_TEST_LOG") is { } level)
        {
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(Enum.Parse<LogLevel>(level));
        }

        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        await MigratedDatabase.PlaceAsync(new JournalOptions { DataDirectory = data });
        builder.Services.AddTitanEngine(builder.Configuration, new EngineOptions { DataDirectory = data });
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new LiveEngine(host, data);
    }

    /// <summary>Waits until a snapshot fulfils the condition; fails with the last snapshot's own words after a generous limit.</summary>
    public async Task<EngineSnapshot> UntilAsync(Func<EngineSnapshot, bool> condition, string what, int seconds = 30)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var subscription = Engine.SubscribeSnapshots();
        var last = Engine.Snapshot;
        try
        {
            while (!condition(last))
            {
                last = await subscription.Reader.ReadAsync(limit.Token);
            }

            return last;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"never saw: {what}. {Describe(last)} fault: {Host.Fault}");
        }
    }

    public static string Describe(EngineSnapshot snapshot) =>
        $"v{snapshot.Version} ready={snapshot.Readiness} arm={snapshot.Arm.State} blocks=[{string.Join(' ', snapshot.EntryBlocks)}] positions={snapshot.Positions.Length} "
        + $"orders={snapshot.WorkingOrders.Length} equity={snapshot.Equity.Equity} alerts=[{string.Join(" | ", snapshot.Alerts.Take(5).Select(alert => alert.Message))}] last={snapshot.Statistics.LastDecision}";

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
