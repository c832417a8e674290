using Microsoft.Data.Sqlite;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;

namespace Titan.Tests.Scenarios;

/// <summary>Looks over the shoulder of a running process: the facts that are on its disk, in order.</summary>
internal sealed class JournalWatch(string databasePath)
{
    /// <summary>Facts after a sequence; what is returned was committed, so it survives a kill.</summary>
    public IReadOnlyList<(long Sequence, Fact Fact)> After(long sequence)
    {
        var facts = new List<(long, Fact)>();
        using var connection = new SqliteConnection(JournalDatabase.ConnectionString(databasePath, readOnly: true));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence, kind, payload FROM journal WHERE sequence > $after ORDER BY sequence";
        command.Parameters.AddWithValue("$after", sequence);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            facts.Add((rows.GetInt64(0), FactCodec.Read(rows.GetString(1), rows.GetFieldValue<byte[]>(2))));
        }

        return facts;
    }

    /// <summary>Sequence of the newest fact; 0 in an empty journal.</summary>
    public long Newest()
    {
        var facts = After(0);
        return facts.Count == 0 ? 0 : facts[^1].Sequence;
    }

    /// <summary>Waits until a fact of the kind is on disk.</summary>
    /// <returns>Its sequence.</returns>
    public async Task<long> UntilAsync(long after, Func<Fact, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var (sequence, fact) in After(after))
            {
                after = sequence;
                if (condition(fact))
                {
                    return sequence;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            await TitanProcess.PauseAsync(2, cancellationToken);
        }
    }
}
