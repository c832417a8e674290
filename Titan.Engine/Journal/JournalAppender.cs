using Microsoft.Data.Sqlite;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>Writes batches as one transaction with one prepared statement, extending the chain. Not thread-safe: the writer's own.</summary>
internal sealed class JournalAppender : IDisposable
{
    private readonly FlushMode _flush;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly nint _database;
    private readonly JournalChain _chain = new();
    private readonly JsonScratch _json = new();
    private readonly List<byte[]> _hashes = [];

    public JournalAppender(SqliteConnection connection, FlushMode flush, byte[] hash)
    {
        _flush = flush;
        Hash = hash;
        _database = SqliteStatement.HandleOf(connection).DangerousGetHandle();
        _begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(connection, "COMMIT");
        _rollback = new SqliteStatement(connection, "ROLLBACK");
        _insert = new SqliteStatement(connection, "INSERT INTO journal(sequence, at, kind, payload, hash) VALUES (?1, ?2, ?3, ?4, ?5)");
    }

    /// <summary>Chain hash of the last durable entry.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>All or nothing; on an exception the chain stands where it stood. What returns is on disk.</summary>
    /// <returns>The chain hash of each entry, in order; good until the next call.</returns>
    /// <param name="entries">In order, next after the last ones.</param>
    /// <param name="ahead">Rows of just these entries that were begun before; null to begin now, if that is worth it.</param>
    /// <param name="payloads">For each entry where its JSON may be found, if anywhere; null for nowhere.</param>
    public IReadOnlyList<byte[]> Append(IReadOnlyList<JournalEntry> entries, RowsAhead? ahead = null, IReadOnlyList<PayloadAhead?>? payloads = null)
    {
        _hashes.Clear();
        var hash = Hash;
        _flush.Insist();
        _begin.Run();
        ahead ??= RowsAhead.Begin(entries, hash, payloads);
        try
        {
            for (var index = 0; index < entries.Count; index++)
            {
                hash = ahead is not null && ahead.TryTake(index, out var payload, out var next)
                    ? Insert(entries[index], payload, next)
                    : Insert(entries[index], hash, payloads?[index]);
                _hashes.Add(hash);
            }

            _commit.Run();
        }
        catch
        {
            Undo();
            throw;
        }
        finally
        {
            ahead?.End();
        }

        Hash = hash;
        return _hashes;
    }

    private byte[] Insert(in JournalEntry entry, byte[] before, PayloadAhead? place)
    {
        var payload = place?.Take() is { } ready ? ready : FactCodec.Write(entry.Fact, _json);
        return Insert(entry, payload, _chain.Next(before, entry.Sequence, entry.At.UtcTicks, FactCodec.KindOf(entry.Fact), payload));
    }

    private byte[] Insert(in JournalEntry entry, ReadOnlySpan<byte> payload, byte[] hash)
    {
        _insert.Bind(1, entry.Sequence).Bind(2, entry.At.UtcTicks).Bind(3, FactCodec.KindOf(entry.Fact)).BindBlob(4, payload).BindBlob(5, hash).Run();
        return hash;
    }

    // Some failures end the transaction by themselves; the failure that brought us here is the one to tell.
    private void Undo()
    {
        if (SqliteNative.OutsideTransaction(_database) == 0)
        {
            _rollback.Run();
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _chain.Dispose();
        _json.Dispose();
    }
}
