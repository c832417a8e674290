using Microsoft.Data.Sqlite;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>Writes batches as one transaction with one prepared statement, extending the chain. Not thread-safe: the writer's own.</summary>
internal sealed class JournalAppender : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly FlushMode _flush;
    private readonly SqliteStatement _insert;
    private readonly JournalChain _chain = new();

    public JournalAppender(SqliteConnection connection, FlushMode flush, byte[] hash)
    {
        (_connection, _flush) = (connection, flush);
        Hash = hash;
        _insert = new SqliteStatement(connection, "INSERT INTO journal(sequence, at, kind, payload, hash) VALUES (?1, ?2, ?3, ?4, ?5)");
    }

    /// <summary>Chain hash of the last durable entry.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>All or nothing; on an exception the chain stands where it stood.</summary>
    /// <returns>The chain hash of each entry, in order.</returns>
    public IReadOnlyList<byte[]> Append(IEnumerable<JournalEntry> entries)
    {
        var hashes = new List<byte[]>();
        var hash = Hash;
        _flush.Insist();
        using var transaction = _connection.BeginTransaction(deferred: false);
        foreach (var entry in entries)
        {
            var kind = FactCodec.KindOf(entry.Fact);
            var payload = FactCodec.Write(entry.Fact);
            hash = _chain.Next(hash, entry.Sequence, entry.At.UtcTicks, kind, payload);
            _insert.Bind(1, entry.Sequence).Bind(2, entry.At.UtcTicks).Bind(3, kind).BindBlob(4, payload).BindBlob(5, hash).Run();
            hashes.Add(hash);
        }

        transaction.Commit();
        Hash = hash;
        return hashes;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _chain.Dispose();
    }
}
