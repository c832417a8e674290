using Microsoft.Data.Sqlite;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>Rebuilds the state: newest good snapshot, then the tail with its chain checked.</summary>
internal static class JournalRecovery
{
    /// <exception cref="JournalException">The tail is broken; the entry is named.</exception>
    public static (EngineState State, byte[] Hash) Load(SqliteConnection connection)
    {
        var (state, hash) = StateSnapshots.Newest(connection) ?? (new EngineState(), JournalChain.Genesis);
        foreach (var (entry, next) in JournalReader.Read(connection, state.Sequence, hash))
        {
            state.Apply(entry);
            hash = next;
        }

        return (state, hash);
    }
}
