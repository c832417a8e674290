using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Titan.Web.Access;

/// <summary>
/// Remembers for some minutes which name and password were right, as a hash under a key that lives and dies with this process, so that
/// the slow hash is not paid for each API call. Bounded.
/// </summary>
public sealed class VerifiedPairs(WallClock clock)
{
    private const int Most = 1_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, (ClaimsPrincipal Principal, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Who signed in with this pair; shared by its requests, so nobody adds to it.</summary>
    public ClaimsPrincipal? Recall(string name, string password) =>
        _known.TryGetValue(Hash(name, password), out var entry) && entry.Until > clock.Time.GetUtcNow() ? entry.Principal : null;

    public void Remember(string name, string password, ClaimsPrincipal principal)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[Hash(name, password)] = (principal, clock.Time.GetUtcNow() + Memory);
    }

    private string Hash(string name, string password) =>
        Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{name.Length}:{name}:{password}")));
}
