using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Serilog;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Web.Rehearsal;

namespace Titan.Web.Cli;

/// <summary>titan rehearse: the live engine plays a recorded market and tells what it decided. No console, no door, no money.</summary>
internal static class RehearseVerb
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly TimeSpan ToldEvery = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var file = new Argument<string>("recording") { Description = "The contracts' market: bars, trades or a raw session (formats in Titan.Simulator/Market/README.md)." };
        var spot = new Option<string?>("--spot") { Description = "A recording of the venue that leads, over the same days; without it the recording itself leads." };
        var prints = new Option<int?>("--spot-prints") { Description = "Prints that a bar of the spot recording becomes, 4 to 600; fewer play faster. Ticks ignore it." };
        var history = new Option<string?>("--history") { Description = "Bars from before the recording, so that levels are known at once; only what ended before it is used." };
        var speed = new Option<string>("--speed") { Description = "Market seconds a second: 0.1 to 1000, or max.", DefaultValueFactory = _ => "max" };
        var minutes = new Option<double?>("--minutes") { Description = "Minutes of market time after arming; without it to the end." };
        var data = new Option<string?>("--data") { Description = "Keep the ledger in this folder; it must hold none yet. Without it the ledger is thrown away." };
        var decisions = new Option<string?>("--decisions") { Description = "Write every decision as a line into this file." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("rehearse", "Play a recorded market through the live engine, as fast as the machine, and report what each trap did and what was traded. Settings follow as --Titan:Section:Key=value.")
        {
            file, spot, prints, history, speed, minutes, data, decisions, json,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parse, stop) =>
        {
            var settings = new Dictionary<string, string?>
            {
                ["Titan:Market"] = "Recorded",
                ["Titan:Recorded:File"] = parse.GetValue(file),
                ["Titan:Recorded:SpotFile"] = parse.GetValue(spot),
                ["Titan:Recorded:SpotPrintsPerBar"] = parse.GetValue(prints)?.ToString(CultureInfo.InvariantCulture),
                ["Titan:Recorded:HistoryFile"] = parse.GetValue(history),
                ["Titan:Recorded:Speed"] = parse.GetValue(speed),
            };
            var span = parse.GetValue(minutes) is { } length ? TimeSpan.FromMinutes(length) : (TimeSpan?)null;
            return RunAsync(new Asked(settings, parse.UnmatchedTokens, span, parse.GetValue(data), parse.GetValue(decisions), parse.GetValue(json)), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(Asked asked, CancellationToken stop)
    {
        if (RunSettings.Strays(asked.More) is { Count: > 0 } strays)
        {
            await Console.Error.WriteLineAsync($"titan rehearse does not know {string.Join(", ", strays)}. Settings are given as --Titan:Section:Key=value; see titan rehearse --help.");
            return ExitCodes.Usage;
        }

        if (asked.Span <= TimeSpan.Zero)
        {
            await Console.Error.WriteLineAsync("--minutes: a number above 0.");
            return ExitCodes.Usage;
        }

        if (asked.Data is { } kept && File.Exists(JournalVerbs.PathOf(kept)))
        {
            await Console.Error.WriteLineAsync($"--data {kept} holds a ledger already. A rehearsal begins with an empty one; name another folder.");
            return ExitCodes.Failed;
        }

        var data = asked.Data is { } folder ? Directory.CreateDirectory(folder).FullName : Directory.CreateTempSubdirectory("titan-rehearsal-").FullName;
        try
        {
            await PlayAsync(asked, data, stop);
            return ExitCodes.Ok;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before its end; no report.");
            return ExitCodes.Failed;
        }
        catch (Exception problem) when (problem is ConfigException or EmbeddedVenueException or JournalException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitCodes.Failed;
        }
        finally
        {
            if (asked.Data is null)
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }

    private static async Task PlayAsync(Asked asked, string data, CancellationToken stop)
    {
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).AddEnvironmentVariables();
        configuration.AddInMemoryCollection(asked.Settings.Where(static setting => setting.Value is not null));
        configuration.AddCommandLine([.. asked.More]);
        var venue = await EmbeddedVenue.StartAsync(configuration, seed: 7, stop) ?? throw new EmbeddedVenueException("A rehearsal plays a recording; the settings name a venue.");
        venue.Introduce(configuration);
        var since = TimeProvider.System.GetTimestamp();
        RehearsalCourse course;
        await using (var rehearsal = await MarketRehearsal.OpenAsync(configuration, venue, data, logging => LogTo(logging, data), stop))
        {
            course = await rehearsal.PlayAsync(asked.Span, Progress(since), stop);
        }

        await using var lines = asked.Decisions is { } path ? new StreamWriter(path) : null;
        var report = new RehearsalReport(course, LedgerDigest.Read(JournalVerbs.PathOf(data), lines is null ? null : lines.WriteLine));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"played in {TimeProvider.System.GetElapsedTime(since).TotalSeconds:0} s"));
        Console.WriteLine(asked.Json ? JsonSerializer.Serialize(report, Readable) : RehearsalText.Of(report));
    }

    // One line every ten seconds: where the market is. People wait; the report itself goes to standard output.
    private static Action<DateTimeOffset> Progress(long since)
    {
        var told = since;
        return at =>
        {
            if (TimeProvider.System.GetElapsedTime(told) >= ToldEvery)
            {
                told = TimeProvider.System.GetTimestamp();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(since).TotalSeconds,6:0} s  market {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"));
            }
        };
    }

    private static void LogTo(ILoggingBuilder logging, string data) => logging.ClearProviders().AddSerilog(
        new LoggerConfiguration().MinimumLevel.Warning()
            .WriteTo.File(Path.Combine(data, "logs", "rehearsal.log"), formatProvider: CultureInfo.InvariantCulture, fileSizeLimitBytes: 50_000_000)
            .CreateLogger(),
        dispose: true);

    private sealed record Asked(IReadOnlyDictionary<string, string?> Settings, IReadOnlyList<string> More, TimeSpan? Span, string? Data, string? Decisions, bool Json);
}
