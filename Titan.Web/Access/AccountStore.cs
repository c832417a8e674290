using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Titan.Engine.Journal.Database;

namespace Titan.Web.Access;

/// <summary>
/// Accounts in the database: salted PBKDF2 hashes, lock-out after five failures for fifteen minutes. The first account holds every role.
/// </summary>
public sealed class AccountStore(IDbContextFactory<TitanDbContext> contexts, TimeProvider clock) : IDisposable
{
    public const string FirstName = "titan_admin";
    private const int FailuresAllowed = 5;
    private static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    private readonly PasswordHasher<UserRow> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private readonly SemaphoreSlim _writing = new(1, 1);

    // A name that does not exist costs the same time as one that does.
    private readonly Lazy<string> _nobody = new(() => new PasswordHasher<UserRow>().HashPassword(null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));

    /// <summary>Makes the first account when there is none.</summary>
    /// <param name="password">From the environment; null to draw one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The drawn password, to be shown once; null when none was drawn.</returns>
    public async Task<string?> EnsureFirstAsync(string? password, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Users.AnyAsync(cancellationToken))
        {
            return null;
        }

        var drawn = string.IsNullOrEmpty(password) ? RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20) : null;
        var row = new UserRow { Name = FirstName, PasswordHash = "", Roles = string.Join(',', Roles.All), CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        row.PasswordHash = _hasher.HashPassword(row, drawn ?? password!);
        context.Users.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return drawn;
    }

    /// <summary>Checks a password. While locked out, only <paramref name="stopping"/> acts with the right one pass.</summary>
    public async Task<SignInResult> VerifyAsync(string name, string password, bool stopping, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Name == name && !user.Disabled, cancellationToken);
        if (row is null)
        {
            _hasher.VerifyHashedPassword(null!, _nobody.Value, password);
            return SignInResult.No(SignInFailure.WrongNameOrPassword);
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var right = _hasher.VerifyHashedPassword(row, row.PasswordHash, password) != PasswordVerificationResult.Failed;
        if (row.LockedUntil > now && !(right && stopping))
        {
            return SignInResult.No(SignInFailure.LockedOut, TimeSpan.FromMilliseconds(row.LockedUntil - now));
        }

        await CountAsync(context, row, right, now, cancellationToken);
        return right ? SignInResult.Of(new Account(row.Name, row.Roles.Split(','))) : SignInResult.No(SignInFailure.WrongNameOrPassword);
    }

    /// <summary>An account by name without a password: for an identity that a trusted proxy vouches for.</summary>
    public async Task<Account?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Name == name && !user.Disabled, cancellationToken);
        return row is null ? null : new Account(row.Name, row.Roles.Split(','));
    }

    public void Dispose() => _writing.Dispose();

    private async Task CountAsync(TitanDbContext context, UserRow row, bool right, long now, CancellationToken cancellationToken)
    {
        if (right && row.FailedCount == 0 && row.LockedUntil == 0)
        {
            return;
        }

        await _writing.WaitAsync(cancellationToken);
        try
        {
            var failures = right ? 0 : row.FailedCount + 1;
            var until = failures >= FailuresAllowed ? now + (long)LockOut.TotalMilliseconds : 0L;
            var kept = failures >= FailuresAllowed ? 0 : failures;
            await context.Users.Where(user => user.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(user => user.FailedCount, kept).SetProperty(user => user.LockedUntil, until), cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }
}
