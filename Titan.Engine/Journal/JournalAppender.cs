using Microsoft.Data.Sqlite;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>Writes batches as one transaction with one prepared statement, extending the chain. Not thread-safe: the writer's own.</summary>
internal sealed class JournalAppender : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly JournalChain _chain = new();

    public JournalAppender(SqliteConnection connection, byte[] hash)
    {
        _connection = connection;
        Hash = hash;
        _insert = connection.CreateCommand();
        _insert.CommandText = "INSERT INTO journal(sequence, at, kind, payload, hash) VALUES ($sequence, $at, $kind, $payload, $hash)";
        foreach (var name in (string[])["$sequence", "$at", "$kind", "$payload", "$hash"])
        {
            _insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    /// <summary>Chain hash of the last durable entry.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>All or nothing; on an exception the chain stands where it stood.</summary>
    /// <returns>The chain hash of each entry, in order.</returns>
    public IReadOnlyList<byte[]> Append(IEnumerable<JournalEntry> entries)
    {
        var hashes = new List<byte[]>();
        var hash = Hash;
        using var transaction = _connection.BeginTransaction(deferred: false);
        _insert.Transaction = transaction;
        foreach (var entry in entries)
        {
            var kind = FactCodec.KindOf(entry.Fact);
            var payload = FactCodec.Write(entry.Fact);
            hash = _chain.Next(hash, entry.Sequence, entry.At.UtcTicks, kind, payload);
            _insert.Parameters[0].Value = entry.Sequence;
            _insert.Parameters[1].Value = entry.At.UtcTicks;
            _insert.Parameters[2].Value = kind;
            _insert.Parameters[3].Value = payload;
            _insert.Parameters[4].Value = hash;
            _insert.ExecuteNonQuery();
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
