using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>
/// A walk over journal rows that checks continuity and chain at every step and decodes nothing by itself: whoever needs the fact asks
/// for it, whoever passes rows on takes their bytes. Not thread-safe.
/// </summary>
internal sealed class JournalRows : IDisposable
{
    private readonly JournalChain _chain = new();
    private readonly SqliteStatement _rows;
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];
    private long _expected;

    /// <param name="connection">An open connection.</param>
    /// <param name="after">Last sequence already known; 0 for all.</param>
    /// <param name="hash">Chain hash at that sequence.</param>
    /// <param name="until">Last sequence wanted.</param>
    public JournalRows(SqliteConnection connection, long after, ReadOnlySpan<byte> hash, long until)
    {
        _expected = after + 1;
        hash.CopyTo(_hash);
        _rows = new SqliteStatement(connection, "SELECT sequence, at, kind, payload, hash FROM journal WHERE sequence > ?1 AND sequence <= ?2 ORDER BY sequence");
        _rows.Bind(1, after).Bind(2, until);
    }

    public long Sequence { get; private set; }

    /// <summary>UTC ticks.</summary>
    public long AtTicks { get; private set; }

    /// <summary>Name of the kind, UTF-8.</summary>
    public ReadOnlySpan<byte> Kind => _chain.Kind;

    public ReadOnlySpan<byte> Payload => _chain.Payload;

    /// <summary>Chain hash of the current row.</summary>
    public ReadOnlySpan<byte> Hash => _hash;

    /// <exception cref="JournalException">A row is missing or changed; the sequence is named.</exception>
    public bool Next()
    {
        if (!_rows.Next())
        {
            return false;
        }

        // Each column once: every question to the library takes the connection's lock.
        (Sequence, AtTicks) = (_rows.Integer(0), _rows.Integer(1));
        if (Sequence != _expected)
        {
            throw new JournalException($"Journal entry {_expected} is missing (found {Sequence}). Restore the newest backup.");
        }

        _chain.Next(_hash, Sequence, AtTicks, _rows.Bytes(2), _rows.Bytes(3), _hash);
        if (!_rows.Bytes(4).SequenceEqual(_hash))
        {
            throw new JournalException($"Journal entry {Sequence} ({Encoding.UTF8.GetString(Kind)}) does not match its hash: it or its hash was changed. Restore the newest backup.");
        }

        _expected++;
        return true;
    }

    /// <exception cref="JournalException">The row's fact cannot be read.</exception>
    public (JournalEntry Entry, byte[] Hash) Decode() =>
        (new JournalEntry(Sequence, new DateTimeOffset(AtTicks, TimeSpan.Zero), FactCodec.Read(FactCodec.Kind(Kind), Payload)), Hash.ToArray());

    public void Dispose()
    {
        _rows.Dispose();
        _chain.Dispose();
    }
}
