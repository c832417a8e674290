using Microsoft.Data.Sqlite;

namespace Titan.Engine.Journal.Database;

/// <summary>
/// The one question about accounts that every start asks, in plain SQL: EF Core puts its model together when it is first asked anything, which took a
/// fifth of a start. Everything else about accounts goes through <see cref="TitanDbContext"/>.
/// </summary>
public static class UserTable
{
    /// <summary>Adds the first account.</summary>
    /// <param name="options">Where the database lies; it has its tables already.</param>
    /// <param name="first">Makes the account; asked only when there is none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when there is an account already.</returns>
    /// <exception cref="SqliteException">The database cannot be read or written.</exception>
    public static async Task<bool> AddFirstAsync(JournalOptions options, Func<UserRow> first, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(JournalDatabase.ConnectionString(options.DatabasePath));
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = "SELECT EXISTS (SELECT 1 FROM users)";
                if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is 1L)
                {
                    return false;
                }

                var row = first();
                command.CommandText =
                    "INSERT INTO users (name, password_hash, roles, last_totp_step, created_at, disabled, failed_count, locked_until) "
                    + "SELECT $name, $hash, $roles, 0, $created, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM users)";
                command.Parameters.AddWithValue("$name", row.Name);
                command.Parameters.AddWithValue("$hash", row.PasswordHash);
                command.Parameters.AddWithValue("$roles", row.Roles);
                command.Parameters.AddWithValue("$created", row.CreatedAt);
                return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
            }
        }
    }
}
