using System.Globalization;
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
/// Goal 13: FLATTEN ALL through the whole engine. Two times are taken from the command handed over: to the last close's
/// acknowledgement, each close being on disk first, and to the engine's answer, which is the venue's own word that nothing is left.
/// </summary>
internal static class FlattenMeasure
{
    private const int Warm = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

    // Between two flattens everything comes to rest: the stub's messages, the engine's snapshot, the journal.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);

    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (port, positions) = (arguments.Number("port", 0), arguments.Number("positions", 50));
        using var folder = new ScratchFolder(arguments.Text("scratch", Path.GetTempPath()));
        var config = new TitanConfig
        {
            Whitelist = new WhitelistConfig { Symbols = [.. MarketInstrument.Make(arguments.Number("symbols", 50)).Select(static instrument => instrument.Symbol)] },
        };
        var identity = new EngineIdentity("bench", "PAPER", "bybit", "simulator", "", "", null, new EngineLimits(0.07m, 0.15m, 20, 20m, 50m, 0.02m, 3));
        var options = StubAddress.Options(port) with { UseTradeStream = peer == "titan-ws" };
        await using var venue = new AcknowledgedVenue(new BybitVenue(options, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance));
        await using var journal = new SqliteJournal(new JournalOptions { DataDirectory = folder.Path }, TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        var engine = new TitanEngine(TimeProvider.System, identity);
        using var host = new EngineHost(engine, venue, journal, config, [], identity, new EmergencyMarker(folder.Path), TimeProvider.System, NullLoggerFactory.Instance);
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        await UntilAsync(engine, static snapshot => snapshot.Readiness.Ready, cancellationToken).ConfigureAwait(false);
        using var stub = new HttpClient { BaseAddress = StubAddress.Rest(port) };

        var samples = arguments.Number("samples", 30);
        var (acknowledged, flat, processor, first) = (new double[samples], new double[samples], 0d, 0d);
        for (var sample = -Warm; sample < samples; sample++)
        {
            await stub.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/bench/open?count={positions}"), UriKind.Relative), cancellationToken).ConfigureAwait(false);
            await UntilAsync(engine, snapshot => snapshot.Positions.Length == positions, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Rest, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            var meter = new WorkMeter();
            var (toLast, toFlat) = await OneAsync(engine, venue, positions, cancellationToken).ConfigureAwait(false);
            if (sample == -Warm)
            {
                first = toLast;
            }
            else if (sample >= 0)
            {
                (acknowledged[sample], flat[sample]) = (toLast, toFlat);
                processor += meter.Processor.TotalMilliseconds / samples;
            }
        }

        var line = new Measurement("flatten", peer).WithLatencies("", acknowledged).WithLatencies("flat_", flat)
            .With("first_us", first).With("cpu_ms", processor).With("samples", samples).With("positions", positions);
        BareFlush.Measure(folder.Path, 200, line);
        await host.StopAsync(cancellationToken).ConfigureAwait(false);
        return line;
    }

    private static async Task<(double ToLast, double ToFlat)> OneAsync(TitanEngine engine, AcknowledgedVenue venue, int positions, CancellationToken cancellationToken)
    {
        venue.Begin();
        var clock = TimeProvider.System;
        var command = new FlattenCommand(Author.System, "benchmark", engine.NewCorrelation("flat"));
        var started = clock.GetTimestamp();
        var result = await engine.SendAsync(command, cancellationToken).ConfigureAwait(false);
        var flat = clock.GetElapsedTime(started);
        if (result.Status != CommandStatus.Done || venue.Accepted != positions || venue.Refused != 0)
        {
            // The same answer or no figure: everything closed by exactly one order each.
            throw new InvalidDataException($"{result.Code}: {venue.Accepted} closes acknowledged, {venue.Refused} refused, {positions} positions. {result.Message}");
        }

        return (clock.GetElapsedTime(started, venue.Newest).TotalMicroseconds, flat.TotalMicroseconds);
    }

    private static async Task UntilAsync(TitanEngine engine, Func<EngineSnapshot, bool> holds, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds(engine.Snapshot))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new InvalidDataException($"not there after {Patience.TotalSeconds:0} s: {engine.Snapshot.Readiness.NotReadyBecause}, {engine.Snapshot.Positions.Length} positions");
            }

            await Task.Delay(LookAgain, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
