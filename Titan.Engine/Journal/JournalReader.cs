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
        using var rows = new JournalRows(connection, after, hash, until);
        while (rows.Next())
        {
            yield return rows.Decode();
        }
    }
}
