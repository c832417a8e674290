using Microsoft.Extensions.Logging.Abstractions;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit;

namespace Titan.Benchmarks.Orders;

/// <summary>
/// Goal 4: a market event to order bytes on the socket through the whole engine: book, strategy, sizing, all gates, shadow state, durable
/// intent, signature. The stub measures; this process only trades.
/// </summary>
internal static class TriggerMeasure
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>About the pause between two orders in this measurement.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (port, durable, socket) = peer switch
        {
            "titan" => (arguments.Number("port", 0), true, false),
            "titan-ws" => (arguments.Number("port", 0), true, true),
            "titan-noflush" => (arguments.Number("port", 0), false, false),
            "titan-ws-noflush" => (arguments.Number("port", 0), false, true),
            _ => throw new ArgumentException($"no such contestant: {peer}"),
        };
        using var folder = new ScratchFolder(arguments.Text("scratch", Path.GetTempPath()));
        var symbols = MarketInstrument.Make(arguments.Number("symbols", 10)).Select(static instrument => instrument.Symbol).ToArray();
        var config = new TitanConfig
        {
            Whitelist = new WhitelistConfig { Symbols = symbols },
            Risk = new RiskConfig { MaxPositions = 20 },
            Execution = new ExecutionConfig { MaxSpreadPct = 1m },
        };
        var identity = new EngineIdentity("bench", "PAPER", "bybit", "simulator", "", "", null, new EngineLimits(0.07m, 0.15m, 20, 20m, 50m, 0.02m, 3));
        await using var venue = new BybitVenue(StubAddress.Options(port) with { UseTradeStream = socket }, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);
        await using IJournal journal = durable
            ? new SqliteJournal(new JournalOptions { DataDirectory = folder.Path }, TimeProvider.System, NullLogger<SqliteJournal>.Instance)
            : new VolatileJournal();
        var engine = new TitanEngine(TimeProvider.System, identity);
        using var host = new EngineHost(engine, venue, journal, config, [new BetterBidStrategy()], identity, new EmergencyMarker(folder.Path), TimeProvider.System, NullLoggerFactory.Instance);
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        await ArmAsync(engine, cancellationToken).ConfigureAwait(false);
        using var stub = new HttpClient { BaseAddress = StubAddress.Rest(port), Timeout = Timeout.InfiniteTimeSpan };
        await stub.GetStringAsync(new Uri("/bench/ready", UriKind.Relative), cancellationToken).ConfigureAwait(false);
        var meter = new WorkMeter();
        await stub.GetStringAsync(new Uri("/bench/finished", UriKind.Relative), cancellationToken).ConfigureAwait(false);
        var line = new Measurement("trigger", peer).With("cpu_ms", meter.Processor.TotalMilliseconds)
            .With("intents_denied", engine.Snapshot.Statistics.IntentsDenied).With("journal_sequence", engine.Snapshot.JournalSequence);
        if (durable)
        {
            BareFlush.Measure(folder.Path, 400, line);
            await BareFlush.MeasurePacedAsync(folder.Path, 300, Pace, line, cancellationToken).ConfigureAwait(false);
        }

        await host.StopAsync(cancellationToken).ConfigureAwait(false);
        return line;
    }

    // Armed once everything that arming asks for holds: streams up, reconciled, clock and equity known.
    private static async Task ArmAsync(TitanEngine engine, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var result = await engine.SendAsync(new ArmCommand(Author.System, "benchmark", engine.NewCorrelation("arm")), cancellationToken).ConfigureAwait(false);
            if (engine.Snapshot.Arm.AllowsEntries && engine.Snapshot.EntryBlocks.IsEmpty)
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new InvalidDataException($"not armed: {result} {string.Join(", ", engine.Snapshot.EntryBlocks)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
