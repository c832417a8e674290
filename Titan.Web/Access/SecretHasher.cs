using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Titan.Engine.Journal.Database;

namespace Titan.Web.Access;

/// <summary>Salted PBKDF2-SHA512 for passwords and kill codes. Hashes carry their own count, so raising it leaves the old ones readable.</summary>
/// <param name="iterations">OWASP's count for this function outside tests.</param>
public sealed class SecretHasher(int iterations)
{
    /// <summary>OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA512.</summary>
    public const int Iterations = 210_000;

    private readonly PasswordHasher<UserRow> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));

    public string Hash(string secret) => _hasher.HashPassword(null!, secret);

    public bool Fits(string hash, string secret) => _hasher.VerifyHashedPassword(null!, hash, secret) != PasswordVerificationResult.Failed;
}
