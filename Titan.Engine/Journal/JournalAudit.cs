using Microsoft.Data.Sqlite;
using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>Checks and replays a journal from its first entry, without a running engine. Read-only.</summary>
public static class JournalAudit
{
    /// <summary>Walks the whole chain, folds every fact, and compares with the stored state snapshots on the way.</summary>
    /// <returns>What was found; never throws for what the file holds.</returns>
    public static JournalReplay Replay(string databasePath, long until = long.MaxValue)
    {
        if (!File.Exists(databasePath))
        {
            return new JournalReplay(false, 0, "", $"{databasePath} does not exist.", 0);
        }

        var state = new EngineState();
        try
        {
            using var connection = new SqliteConnection(JournalDatabase.ConnectionString(databasePath, readOnly: true));
            connection.Open();
            var snapshots = SnapshotHashes(connection);
            var compared = 0;
            foreach (var (entry, _) in JournalReader.Read(connection, 0, JournalChain.Genesis, until))
            {
                state.Apply(entry);
                if (snapshots.TryGetValue(entry.Sequence, out var expected))
                {
                    compared++;
                    if (state.ComputeHash() != expected)
                    {
                        return new JournalReplay(false, state.Sequence, state.ComputeHash(), $"The state snapshot at {entry.Sequence} differs from the replay.", compared);
                    }
                }
            }

            return new JournalReplay(true, state.Sequence, state.ComputeHash(), null, compared);
        }
        catch (JournalException problem)
        {
            return new JournalReplay(false, state.Sequence, state.ComputeHash(), problem.Message, 0);
        }
        catch (SqliteException problem)
        {
            return new JournalReplay(false, state.Sequence, state.ComputeHash(), JournalDatabase.Explain(databasePath, problem), 0);
        }
    }

    private static Dictionary<long, string> SnapshotHashes(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, state_hash FROM state_snapshots";
        using var rows = command.ExecuteReader();
        var hashes = new Dictionary<long, string>();
        while (rows.Read())
        {
            // One that an older version stored has another form; the chain still covers what it was made from.
            var hash = rows.GetString(1);
            if (hash.StartsWith($"{EngineState.Format}:", StringComparison.Ordinal))
            {
                hashes[rows.GetInt64(0)] = hash;
            }
        }

        return hashes;
    }
}

/// <summary>Result of a replay: intact or the first problem, entries applied, state hash there, state snapshots compared.</summary>
public sealed record JournalReplay(bool Intact, long Entries, string StateHash, string? Problem, int SnapshotsCompared);
