using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;
using Titan.Engine.Journal;

namespace Titan.Benchmarks.Journaling;

/// <summary>Goal 8: from a cold process to the rebuilt state; whole seconds count from the start of the process, runtime included.</summary>
internal static class RecoveryMeasure
{
    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (cache, entries) = (arguments.Required("cache"), arguments.Number("entries", 1_000_000));
        var line = new Measurement("recovery", peer);
        if (peer == "make")
        {
            await RecoveryFiles.MakeAsync(cache, entries, cancellationToken).ConfigureAwait(false);
            return line;
        }

        var started = TimeProvider.System.GetTimestamp();
        if (peer == "floor-binary")
        {
            var (records, _) = BinaryLedger.Fold(RecoveryFiles.FloorFile(cache, entries));
            return Figures(line, started, records);
        }

        var folder = RecoveryFiles.Folder(cache, entries, snapshot: peer == "titan-snapshot");
        await using var journal = new SqliteJournal(new JournalOptions { DataDirectory = folder }, TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        var state = await journal.RestoreAsync(cancellationToken).ConfigureAwait(false);
        Figures(line, started, state.Sequence)
            .With("check", FormattableString.Invariant($"{state.Sequence}/{state.Positions.Count}/{state.Orders.Values.Count(static order => order.IsWorking)}")).Print();

        // An orderly end would write a snapshot and change the files of the next round.
        Process.GetCurrentProcess().Kill();
        return line;
    }

    private static Measurement Figures(Measurement line, long started, long records)
    {
        var restore = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var total = (TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalSeconds;
        return line.With("restore_s", restore).With("total_s", total).With("per_s", records / restore).With("cpu_s", Environment.CpuUsage.TotalTime.TotalSeconds)
            .With("rss_mb", Environment.WorkingSet / 1_048_576d);
    }
}
