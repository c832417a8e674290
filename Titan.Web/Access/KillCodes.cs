using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Titan.Engine.Journal.Database;

namespace Titan.Web.Access;

/// <summary>
/// What KILL SWITCH asks before it is pulled (spec titan-trading 5.4): the operator's own six digits, kept as a salted hash beside the
/// password, or the word KILL while none are set. Three wrong answers cost that account 60 s, never more; FLATTEN ALL asks for nothing.
/// </summary>
public sealed class KillCodes(IDbContextFactory<TitanDbContext> contexts, AccountStore accounts, SecretHasher hasher, WallClock clock) : IKillCodes
{
    /// <summary>Asked while an account has no code of its own.</summary>
    public const string Word = "KILL";

    private const int Digits = 6;
    private const int TriesAllowed = 3;
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(60);

    /// <summary>Wrong answers older than this do not add up.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    /// <summary>The account has a code of its own.</summary>
    public async Task<bool> IsSetAsync(string account, CancellationToken cancellationToken) => await HashOfAsync(account, cancellationToken) is not null;

    /// <summary>Judges an answer and counts it when it is wrong.</summary>
    public async Task<KillCodeVerdict> JudgeAsync(string account, string answer, CancellationToken cancellationToken)
    {
        var hash = await HashOfAsync(account, cancellationToken);
        if (Reserve(account) is { } wait)
        {
            return new KillCodeVerdict(false, hash is not null, wait);
        }

        var right = hash is null
            ? string.Equals(answer.Trim(), Word, StringComparison.Ordinal)
            : hasher.Fits(hash, answer.Trim());
        return new KillCodeVerdict(right, hash is not null, right ? Forget(account) : WaitOf(account));
    }

    /// <summary>Sets the account's code after its password.</summary>
    /// <returns>None when it is set.</returns>
    /// <exception cref="DbUpdateException">The database cannot be written.</exception>
    public async Task<KillCodeRefusal> SetAsync(string account, string password, string code, CancellationToken cancellationToken)
    {
        if (code.Length != Digits || !code.All(char.IsAsciiDigit))
        {
            return KillCodeRefusal.NotSixDigits;
        }

        if ((await accounts.VerifyAsync(account, password, stopping: false, cancellationToken)).Account is null)
        {
            return KillCodeRefusal.WrongPassword;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Users.SingleAsync(user => user.Name == account, cancellationToken);
        row.KillCodeHash = hasher.Hash(code);
        await context.SaveChangesAsync(cancellationToken);
        Forget(account);
        return KillCodeRefusal.None;
    }

    // A database that cannot be read must not hold the kill switch: then the word is enough, as before a code was set.
    private async Task<string?> HashOfAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await context.Users.AsNoTracking().Where(user => user.Name == account).Select(user => user.KillCodeHash).FirstOrDefaultAsync(cancellationToken);
        }
        catch (DbException)
        {
            return null;
        }
    }

    // Counted before the slow hash and given back when it was right, so that guesses made side by side are all counted.
    private TimeSpan? Reserve(string account)
    {
        lock (_lock)
        {
            var now = clock.Time.GetUtcNow();
            var tries = _tries.GetValueOrDefault(account);
            if (tries.WaitUntil > now)
            {
                return tries.WaitUntil - now;
            }

            var count = tries.LastAt + Memory < now ? 1 : tries.Count + 1;
            _tries[account] = count >= TriesAllowed ? new Tries(0, now, now + Delay) : new Tries(count, now, default);
            return null;
        }
    }

    private TimeSpan WaitOf(string account)
    {
        lock (_lock)
        {
            var left = _tries.GetValueOrDefault(account).WaitUntil - clock.Time.GetUtcNow();
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private TimeSpan Forget(string account)
    {
        lock (_lock)
        {
            _tries.Remove(account);
        }

        return TimeSpan.Zero;
    }

    private readonly record struct Tries(int Count, DateTimeOffset LastAt, DateTimeOffset WaitUntil);
}
