using System.Buffers;
using System.Security.Cryptography;

namespace Titan.Web.Hook;

/// <summary>
/// The seal of a webhook: lower-case hex HMAC-SHA256 over the raw bytes of the body, as they came and never written anew (spec titan-trading 4.1).
/// Hex of either case is read.
/// </summary>
internal static class WebhookSeal
{
    private const int Length = HMACSHA256.HashSizeInBytes;

    /// <summary>Compares in a time that tells nothing of how much of it fits.</summary>
    public static bool Fits(ReadOnlySpan<byte> key, ReadOnlySpan<byte> body, string signature)
    {
        Span<byte> told = stackalloc byte[Length];
        Span<byte> made = stackalloc byte[Length];
        HMACSHA256.HashData(key, body, made);
        return signature.Length == Length * 2
            && Convert.FromHexString(signature, told, out _, out var written) == OperationStatus.Done && written == Length
            && CryptographicOperations.FixedTimeEquals(made, told);
    }
}
