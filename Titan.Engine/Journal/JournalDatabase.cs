using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Titan.Engine.Journal.Database;

namespace Titan.Engine.Journal;

/// <summary>Opens the database file: creates and migrates it, checks that it is ours, and says in words what is wrong when it is not.</summary>
internal static class JournalDatabase
{
    private const int SqliteBusy = 5;
    private const int SqliteReadOnly = 8;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    // Before anybody opens anything: whoever can open a database got the words for it from here.
    static JournalDatabase() => _ = SqliteNative.Configure(SqliteNative.OneThreadAConnection);

    public static string ConnectionString(string path, bool readOnly = false) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
        Pooling = readOnly,
        DefaultTimeout = 5,
    }.ToString();

    /// <summary>Brings the file to this version's schema and returns the writer's connection.</summary>
    /// <exception cref="JournalException">Corrupt, foreign, locked, newer or not writable.</exception>
    public static async Task<SqliteConnection> OpenAsync(JournalOptions options, CancellationToken cancellationToken)
    {
        var path = options.DatabasePath;
        try
        {
            Directory.CreateDirectory(options.DataDirectory);
            await MigrateAsync(path, cancellationToken).ConfigureAwait(false);
            var connection = new SqliteConnection(ConnectionString(path));
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;");
            if (options.MaxPages > 0)
            {
                Execute(connection, FormattableString.Invariant($"PRAGMA max_page_count={options.MaxPages};"));
            }

            return connection;
        }
        catch (SqliteException problem)
        {
            throw new JournalException(Explain(path, problem), problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new JournalException($"{path} cannot be written. Give this user write access to the data directory, or choose another with --data.", problem);
        }
    }

    /// <summary>What a failure of the database means and what to do about it.</summary>
    public static string Explain(string path, SqliteException problem) => problem.SqliteErrorCode switch
    {
        SqliteBusy => $"{path} is locked by another program. Close it (a sqlite3 prompt in a transaction, a backup); nothing was lost.",
        SqliteReadOnly => $"{path} is read-only. Give this user write access to the file and its folder.",
        SqliteCorrupt => $"{path} is damaged ({problem.Message}). Keep it aside as {path}.corrupted and restore the newest backup; never delete -wal or -shm.",
        SqliteFull => $"no space left for {path}. Free disk space; writing resumes by itself.",
        SqliteCannotOpen => $"{path} cannot be opened. Check that the folder exists and can be written.",
        SqliteNotADatabase => $"{path} is not a Titan database. Move it aside, or choose another folder with --data.",
        _ => $"{path}: {problem.Message}",
    };

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant statements of this folder; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static async Task MigrateAsync(string path, CancellationToken cancellationToken)
    {
        // The first start and the ordinary one need no migrator; only for the rest is it worth to wake the machinery.
        if (!File.Exists(path))
        {
            Create(path);
            return;
        }

        if (IsCurrent(path))
        {
            return;
        }

        // A test holds the model against its migrations; comparing the two again costs a good part of a start.
        var options = new DbContextOptionsBuilder<TitanDbContext>().UseSqlite(ConnectionString(path))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning)).Options;
        await using var context = new TitanDbContext(options);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToArray();
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } newer)
        {
            throw new JournalException($"{path} was written by a newer Titan ({newer}). Start that version, or choose another folder with --data.");
        }

        if (applied.Length < known.Count)
        {
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // In one transaction: a file left by a process that was killed here is empty, and the migrator fills it.
    private static void Create(string path)
    {
        using var connection = new SqliteConnection(ConnectionString(path));
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL;");
        using var transaction = connection.BeginTransaction();
        Execute(connection, JournalSchema.Script);
        transaction.Commit();
    }

    private static bool IsCurrent(string path)
    {
        using var connection = new SqliteConnection(ConnectionString(path));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (command.ExecuteScalar() is not 1L)
        {
            return false;
        }

        command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
        var applied = new HashSet<string>(StringComparer.Ordinal);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            applied.Add(rows.GetString(0));
        }

        return applied.SetEquals(JournalSchema.Migrations);
    }
}
