using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>
/// Rebuilds the state: newest good snapshot, then the tail with its chain checked. Reading and checking runs ahead on a task of its own
/// while this one decodes and folds; portions are bounded, so a long journal costs time and no memory.
/// </summary>
internal static class JournalRecovery
{
    private const int RowsPerPortion = 1_024;
    private const int PortionsAhead = 4;

    /// <exception cref="JournalException">The tail is broken; the entry is named.</exception>
    public static async Task<(EngineState State, byte[] Hash)> LoadAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var (state, hash) = StateSnapshots.Newest(connection) ?? (new EngineState(), JournalChain.Genesis);
        var portions = Channel.CreateBounded<Portion>(new BoundedChannelOptions(PortionsAhead) { SingleReader = true, SingleWriter = true });
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var after = state.Sequence;
        var spent = new ConcurrentQueue<Portion>();
        var reading = Task.Run(() => ReadAsync(connection, after, hash, portions.Writer, spent, stopping.Token), CancellationToken.None);
        try
        {
            await foreach (var portion in portions.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                portion.ApplyTo(state);
                spent.Enqueue(portion);
            }
        }
        finally
        {
            // The connection is the caller's: nobody may be reading from it any more when an error leaves here.
            await stopping.CancelAsync().ConfigureAwait(false);
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (state, await reading.ConfigureAwait(false));
    }

    private static async Task<byte[]> ReadAsync(SqliteConnection connection, long after, byte[] hash, ChannelWriter<Portion> portions, ConcurrentQueue<Portion> spent, CancellationToken cancellationToken)
    {
        try
        {
            using var rows = new JournalRows(connection, after, hash, long.MaxValue);
            var portion = new Portion();
            while (rows.Next())
            {
                portion.Add(rows);
                if (portion.Count == RowsPerPortion)
                {
                    await portions.WriteAsync(portion, cancellationToken).ConfigureAwait(false);
                    portion = spent.TryDequeue(out var again) ? again : new Portion();
                }
            }

            await portions.WriteAsync(portion, cancellationToken).ConfigureAwait(false);
            portions.Complete();
            return rows.Hash.ToArray();
        }
        catch (Exception problem) when (problem is JournalException or SqliteException)
        {
            portions.Complete(problem);
            throw;
        }
    }

    /// <summary>Rows that were checked and are not decoded yet. Used over and over: its arrays are of the size that the collector takes whole pauses for.</summary>
    private sealed class Portion
    {
        private readonly (long Sequence, long AtTicks, JsonTypeInfo Kind, int End)[] _rows = new (long, long, JsonTypeInfo, int)[RowsPerPortion];
        private byte[] _payloads = new byte[RowsPerPortion * 320];

        public int Count { get; private set; }

        public void Add(JournalRows row)
        {
            var start = Count == 0 ? 0 : _rows[Count - 1].End;
            var payload = row.Payload;
            if (start + payload.Length > _payloads.Length)
            {
                Array.Resize(ref _payloads, Math.Max(_payloads.Length * 2, start + payload.Length));
            }

            payload.CopyTo(_payloads.AsSpan(start));
            _rows[Count++] = (row.Sequence, row.AtTicks, FactCodec.Kind(row.Kind), start + payload.Length);
        }

        public void ApplyTo(EngineState state)
        {
            var start = 0;
            foreach (var (sequence, at, kind, end) in _rows.AsSpan(0, Count))
            {
                var (payload, time) = (_payloads.AsMemory(start, end - start), new DateTimeOffset(at, TimeSpan.Zero));
                if (FactCodec.MovesNothing(kind, payload.Span))
                {
                    state.Pass(sequence, time);
                }
                else
                {
                    state.Apply(new JournalEntry(sequence, time, FactCodec.Read(kind, payload.Span)));
                }

                start = end;
            }

            Count = 0;
        }
    }
}
