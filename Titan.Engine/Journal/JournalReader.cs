using Microsoft.Data.Sqlite;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>Reads the journal in order and checks continuity and chain while it goes.</summary>
internal static class JournalReader
{
    /// <summary>Entries after a sequence, checked against the hash of that sequence.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="after">Last sequence already known; 0 for all.</param>
    /// <param name="hash">Chain hash at that sequence.</param>
    /// <param name="until">Last sequence wanted.</param>
    /// <exception cref="JournalException">A row is missing, changed or unreadable; the sequence is named.</exception>
    public static IEnumerable<(JournalEntry Entry, byte[] Hash)> Read(SqliteConnection connection, long after, byte[] hash, long until = long.MaxValue)
    {
        using var chain = new JournalChain();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, at, kind, payload, hash FROM journal WHERE sequence > $after AND sequence <= $until ORDER BY sequence";
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$until", until);
        using var rows = command.ExecuteReader();
        var expected = after + 1;
        var previous = hash;
        while (rows.Read())
        {
            var sequence = rows.GetInt64(0);
            if (sequence != expected)
            {
                throw new JournalException($"Journal entry {expected} is missing (found {sequence}). Restore the newest backup.");
            }

            var at = rows.GetInt64(1);
            var kind = rows.GetString(2);
            var payload = rows.GetFieldValue<byte[]>(3);
            var stored = rows.GetFieldValue<byte[]>(4);
            if (!chain.Next(previous, sequence, at, kind, payload).AsSpan().SequenceEqual(stored))
            {
                throw new JournalException($"Journal entry {sequence} ({kind}) does not match its hash: it or its hash was changed. Restore the newest backup.");
            }

            previous = stored;
            expected++;
            yield return (new JournalEntry(sequence, new DateTimeOffset(at, TimeSpan.Zero), FactCodec.Read(kind, payload)), stored);
        }
    }
}
