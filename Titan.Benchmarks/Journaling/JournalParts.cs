using Titan.Benchmarks.Measuring;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;

namespace Titan.Benchmarks.Journaling;

/// <summary>Where a fact's processor time goes between the loop and the disk: JSON, chain, rows, fold, tables for people. Microseconds a fact.</summary>
internal static class JournalParts
{
    private const int Entries = 40_000;
    private const int Portion = 2_000;

    public static async Task<Measurement> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var options = new JournalOptions { DataDirectory = folder };
        using var connection = await JournalDatabase.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        var flush = new FlushMode(connection);
        using var appender = new JournalAppender(connection, flush, JournalChain.Genesis);
        using var projection = new Projection(connection, flush);
        using var chain = new JournalChain();
        var line = new Measurement("journal-parts", "titan");
        var life = new TradeLife(0);
        var (state, durable) = (new EngineState(), new EngineState());
        for (var pass = 0; pass < 4; pass++)
        {
            var entries = life.Entries(Entries).ToArray();
            var payloads = new byte[Entries][];
            Time(line, "json_us", () => Each(index => payloads[index] = FactCodec.Write(entries[index].Fact)));
            var hash = JournalChain.Genesis;
            Time(line, "chain_us", () => Each(index => hash = chain.Next(hash, entries[index].Sequence, entries[index].At.UtcTicks, FactCodec.KindOf(entries[index].Fact), payloads[index])));
            List<byte[]> hashes = [];
            Time(line, "append_all_us", () => hashes.AddRange(entries.Chunk(Portion).SelectMany(chunk => appender.Append(chunk))));
            Time(line, "fold_us", () => Each(index => state.Apply(entries[index])));
            Time(line, "project_us", () =>
            {
                foreach (var portion in entries.Zip(hashes).Chunk(Portion))
                {
                    projection.Project(portion, durable);
                }
            });
            Time(line, "read_back_us", () => Each(index => FactCodec.Read(FactCodec.KindOf(entries[index].Fact), payloads[index])));
            line.With("payload_bytes", payloads.Average(static payload => payload.Length));
        }

        return line;
    }

    private static void Each(Action<int> one)
    {
        for (var index = 0; index < Entries; index++)
        {
            one(index);
        }
    }

    private static void Time(Measurement line, string name, Action work)
    {
        var meter = new WorkMeter();
        work();
        line.With(name, meter.Processor.TotalMicroseconds / Entries);
    }
}
