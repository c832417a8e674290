using Microsoft.Data.Sqlite;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

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
        using var connection = new SqliteConnection(JournalDatabase.ConnectionString(databasePath, readOnly: true));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(MAX(sequence), 0) FROM journal";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Waits for the n-th order from now and until one is on disk whose answer is not; false when the time is over before that.</summary>
    public async Task<bool> OrderLeftAsync(int n, CancellationToken cancellationToken)
    {
        var after = Newest();
        var left = new HashSet<ClientOrderId>();
        var seen = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var (sequence, fact) in After(after))
            {
                after = sequence;
                switch (fact)
                {
                    case OrderCreated created:
                        left.Add(created.Order.Id);
                        seen++;
                        break;
                    case OrderMoved { Status: not OrderStatus.Submitted } moved:
                        left.Remove(moved.Id);
                        break;
                    case FillBooked { Order: { } filled }:
                        left.Remove(filled);
                        break;
                }
            }

            if (left.Count > 0 && seen >= n)
            {
                return true;
            }

            await TitanProcess.PauseAsync(2, cancellationToken);
        }

        return false;
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
