using Microsoft.Extensions.Logging.Abstractions;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;

namespace Titan.Benchmarks.Journaling;

/// <summary>Goal 7: durable appends of the product's own journal, saturated and alone.</summary>
internal static class JournalMeasure
{
    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder(arguments.Text("scratch", Path.GetTempPath()));
        var line = new Measurement("journal", peer);
        if (peer is not ("titan" or "titan-alone"))
        {
            return peer switch
            {
                "sqlite-one" => SqliteControl.Run(folder.Path, 1, arguments.Number("rows", 4_000), line),
                "sqlite-thousand" => SqliteControl.Run(folder.Path, 1_000, arguments.Number("rows", 200_000), line),
                _ => throw new ArgumentException($"no such contestant: {peer}"),
            };
        }

        await using var journal = new SqliteJournal(new JournalOptions { DataDirectory = folder.Path }, TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        var state = await journal.RestoreAsync(cancellationToken).ConfigureAwait(false);
        if (peer == "titan-alone")
        {
            await AloneAsync(journal, state.Sequence, folder.Path, arguments.Number("samples", 500), line, cancellationToken).ConfigureAwait(false);
            return line;
        }

        await SaturatedAsync(journal, state.Sequence, arguments.Number("entries", 400_000), arguments.Number("legs", 1), line, cancellationToken).ConfigureAwait(false);
        BareFlush.Measure(folder.Path, 200, line);
        return line;
    }

    // Always more waiting than one commit takes. Legs show whether a longer journal is a slower one.
    private static async Task SaturatedAsync(SqliteJournal journal, long sequence, int entries, int legs, Measurement line, CancellationToken cancellationToken)
    {
        var life = new TradeLife(sequence);
        await AppendAsync(journal, [.. life.Entries(20_000)], cancellationToken).ConfigureAwait(false);
        for (var leg = 1; leg <= legs; leg++)
        {
            var portion = life.Entries(entries / legs).ToArray();
            var meter = new WorkMeter();
            var commits = await AppendAsync(journal, portion, cancellationToken).ConfigureAwait(false);
            var prefix = legs == 1 ? "" : FormattableString.Invariant($"leg{leg}_");
            line.With(prefix + "per_s", portion.Length / meter.Wall.TotalSeconds)
                .With(prefix + "cpu_us_each", meter.Processor.TotalMicroseconds / portion.Length)
                .With(prefix + "commits_per_event", (double)commits / portion.Length);
        }
    }

    private static async Task<int> AppendAsync(SqliteJournal journal, JournalEntry[] entries, CancellationToken cancellationToken)
    {
        var durable = 0L;
        var commits = 0;
        foreach (var entry in entries)
        {
            // Runs on the writer's task, one after the other: a new durable sequence is a new commit.
            var batch = new JournalBatch([entry], () =>
            {
                var now = journal.Status.DurableSequence;
                commits += now != durable ? 1 : 0;
                durable = now;
            });
            while (!journal.TryAppend(batch))
            {
                await Task.Yield();
            }
        }

        await journal.FlushAsync(cancellationToken).ConfigureAwait(false);
        return commits;
    }

    // One append with nothing beside it, and one bare flush, in turn: both meet the same disk.
    private static async Task AloneAsync(SqliteJournal journal, long sequence, string folder, int samples, Measurement line, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        using var control = BareFlush.Open(folder, samples);
        var (alone, bare) = (new double[samples], new double[samples]);
        var sample = 0;
        foreach (var entry in new TradeLife(sequence).Entries(samples + 200))
        {
            var done = new TaskCompletionSource<long>();
            var handed = clock.GetTimestamp();
            journal.TryAppend(new JournalBatch([entry], () => done.SetResult(clock.GetTimestamp())));
            var took = clock.GetElapsedTime(handed, await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false)).TotalMicroseconds;

            // What follows an append (tables for people) must be over before the disk is used again.
            await Task.Delay(TimeSpan.FromMilliseconds(5), clock, cancellationToken).ConfigureAwait(false);
            if (sample >= 200)
            {
                alone[sample - 200] = took;
                bare[sample - 200] = BareFlush.One(control, sample - 200);
            }

            sample++;
        }

        line.WithLatencies("", alone).WithLatencies("flush_", bare);
    }
}
