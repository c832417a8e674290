using Microsoft.Extensions.Logging.Abstractions;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;

namespace Titan.Benchmarks.Journaling;

/// <summary>Goal 7: durable appends of the product's own journal, saturated and alone.</summary>
internal static class JournalMeasure
{
    private const int Portion = 40_000;

    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder(arguments.Text("scratch", Path.GetTempPath()));
        var line = new Measurement("journal", peer);
        if (peer is not ("titan" or "titan-alone"))
        {
            return peer switch
            {
                "titan-parts" => await JournalParts.RunAsync(folder.Path, cancellationToken).ConfigureAwait(false),
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

    // Always more waiting than one commit takes; facts are made beforehand, in portions, so that the collector has little to carry.
    // Legs show whether a longer journal is a slower one.
    private static async Task SaturatedAsync(SqliteJournal journal, long sequence, int entries, int legs, Measurement line, CancellationToken cancellationToken)
    {
        var life = new TradeLife(sequence);
        await AppendAsync(journal, [.. life.Entries(Portion)], cancellationToken).ConfigureAwait(false);
        for (var leg = 1; leg <= legs; leg++)
        {
            var (wall, processor, commits, done) = (TimeSpan.Zero, TimeSpan.Zero, 0, 0);
            for (; done < entries / legs; done += Portion)
            {
                var portion = life.Entries(Portion).ToArray();
                var meter = new WorkMeter();
                commits += await AppendAsync(journal, portion, cancellationToken).ConfigureAwait(false);
                wall += meter.Wall;
                processor += meter.Processor;
            }

            var prefix = legs == 1 ? "" : FormattableString.Invariant($"leg{leg}_");
            line.With(prefix + "per_s", done / wall.TotalSeconds)
                .With(prefix + "cpu_us_each", processor.TotalMicroseconds / done)
                .With(prefix + "commits_per_event", (double)commits / done);
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
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken).ConfigureAwait(false);
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
