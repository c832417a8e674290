using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Titan.Engine.Journal;
using Titan.Engine.Journal.Database;

namespace Titan.Web.Access;

/// <summary>
/// Accounts in the database: salted PBKDF2 hashes, lock-out after five failures for fifteen minutes. The first account holds every role.
/// </summary>
public sealed partial class AccountStore : IDisposable
{
    public const string FirstName = "titan_admin";
    private const int FailuresAllowed = 5;
    private static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    private readonly SecretHasher _hasher;
    private readonly SemaphoreSlim _counting = new(1, 1);
    private readonly IDbContextFactory<TitanDbContext> _contexts;
    private readonly JournalOptions _journal;
    private readonly WallClock _clock;
    private readonly ILogger<AccountStore> _logger;

    // A name that does not exist costs the same time as one that does.
    private readonly Lazy<string> _nobody;

    public AccountStore(IDbContextFactory<TitanDbContext> contexts, JournalOptions journal, SecretHasher hasher, WallClock clock, ILogger<AccountStore> logger)
    {
        (_contexts, _journal, _hasher, _clock, _logger) = (contexts, journal, hasher, clock, logger);
        _nobody = new Lazy<string>(() => _hasher.Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));
    }

    /// <summary>Makes the first account when there is none.</summary>
    /// <param name="password">From the environment; null to draw one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The drawn password, to be shown once; null when none was drawn.</returns>
    public async Task<string?> EnsureFirstAsync(string? password, CancellationToken cancellationToken)
    {
        string? drawn = null;
        var added = await UserTable.AddFirstAsync(
            _journal,
            () =>
            {
                drawn = string.IsNullOrEmpty(password) ? RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20) : null;
                return new UserRow { Name = FirstName, PasswordHash = _hasher.Hash(drawn ?? password!), Roles = string.Join(',', Roles.All), CreatedAt = _clock.Time.GetUtcNow().ToUnixTimeMilliseconds() };
            },
            cancellationToken);
        return added ? drawn : null;
    }

    /// <summary>Checks a password. While locked out, only <paramref name="stopping"/> acts with the right one pass.</summary>
    public async Task<SignInResult> VerifyAsync(string name, string password, bool stopping, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Name == name && !user.Disabled, cancellationToken);
        if (row is null)
        {
            _hasher.Fits(_nobody.Value, password);
            return SignInResult.No(SignInFailure.WrongNameOrPassword);
        }

        var now = _clock.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var right = _hasher.Fits(row.PasswordHash, password);
        if (row.LockedUntil > now)
        {
            // The lock stays: whoever may stop now may not look around with the same call.
            return right && stopping
                ? SignInResult.Of(new Account(row.Name, row.Roles.Split(',')), onlyStopping: true)
                : SignInResult.No(SignInFailure.LockedOut, TimeSpan.FromMilliseconds(row.LockedUntil - now));
        }

        if (!right || row.FailedCount > 0 || row.LockedUntil > 0)
        {
            await CountAsync(context, row.Id, right, now, cancellationToken);
        }

        return right ? SignInResult.Of(new Account(row.Name, row.Roles.Split(','))) : SignInResult.No(SignInFailure.WrongNameOrPassword);
    }

    /// <summary>An account by name without a password: for an identity that a trusted proxy vouches for.</summary>
    public async Task<Account?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Name == name && !user.Disabled, cancellationToken);
        return row is null ? null : new Account(row.Name, row.Roles.Split(','));
    }

    public void Dispose() => _counting.Dispose();

    // One at a time and on the newest row, so that guesses made side by side are all counted.
    private async Task CountAsync(TitanDbContext context, int id, bool right, long now, CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            var failed = await context.Users.Where(user => user.Id == id).Select(user => user.FailedCount).FirstAsync(cancellationToken);
            var failures = right ? 0 : failed + 1;
            var until = failures >= FailuresAllowed ? now + (long)LockOut.TotalMilliseconds : 0L;
            await context.Users.Where(user => user.Id == id && user.LockedUntil <= now).ExecuteUpdateAsync(
                set => set.SetProperty(user => user.FailedCount, failures >= FailuresAllowed ? 0 : failures).SetProperty(user => user.LockedUntil, until), cancellationToken);
        }
        catch (DbException problem)
        {
            // A full disk must not keep an operator with the right password from stopping.
            LogNotCounted(_logger, problem.Message);
        }
        finally
        {
            _counting.Release();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A sign-in could not be counted: {Problem}")]
    private static partial void LogNotCounted(ILogger logger, string problem);
}
