using Microsoft.Data.Sqlite;
using Titan.Benchmarks.Measuring;
using Titan.Engine.Journal;

namespace Titan.Benchmarks.Journaling;

/// <summary>The control: rows of 192 bytes into SQLite (WAL, FULL) with a prepared statement, so many rows a commit.</summary>
internal static class SqliteControl
{
    private const int RowBytes = 192;

    public static Measurement Run(string folder, int rowsPerCommit, int rows, Measurement line)
    {
        // Touching the engine's assembly first lets its hook resolve SQLite's assemblies.
        _ = FactCodec.All;
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "control.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        Execute(connection, "CREATE TABLE rows(sequence INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows VALUES ($1, $2)";
        var sequence = insert.Parameters.Add("$1", SqliteType.Integer);
        insert.Parameters.Add("$2", SqliteType.Blob).Value = new byte[RowBytes];
        var written = 0L;
        Write(connection, insert, sequence, rowsPerCommit, rows / 10, ref written);
        var meter = new WorkMeter();
        Write(connection, insert, sequence, rowsPerCommit, rows, ref written);
        line.With("per_s", rows / meter.Wall.TotalSeconds).With("cpu_us_each", meter.Processor.TotalMicroseconds / rows);
        BareFlush.Measure(folder, 200, line);
        return line;
    }

    private static void Write(SqliteConnection connection, SqliteCommand insert, SqliteParameter sequence, int rowsPerCommit, int rows, ref long written)
    {
        for (var done = 0; done < rows; done += rowsPerCommit)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var row = 0; row < rowsPerCommit; row++)
            {
                sequence.Value = ++written;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
