using System.Security.Cryptography;
using System.Text;

namespace Titan.Benchmarks.Stub;

/// <summary>Judges signatures as the venue documents them (spec venues/bybit-v5.md 2.1); hex in either case.</summary>
internal static class StubSignature
{
    public const string Key = "bench-key";
    public const string Secret = "bench-secret";

    private static readonly byte[] SecretBytes = Encoding.UTF8.GetBytes(Secret);

    public static bool Holds(string timestamp, string key, string window, ReadOnlySpan<byte> payload, string signature)
    {
        var head = Encoding.UTF8.GetBytes(timestamp + key + window);
        Span<byte> text = stackalloc byte[2_048];
        if (key != Key || head.Length + payload.Length > text.Length)
        {
            return false;
        }

        head.CopyTo(text);
        payload.CopyTo(text[head.Length..]);
        return Equal(text[..(head.Length + payload.Length)], signature);
    }

    public static bool HoldsForSocket(string key, string expires, string signature) =>
        key == Key && Equal(Encoding.UTF8.GetBytes("GET/realtime" + expires), signature);

    private static bool Equal(ReadOnlySpan<byte> text, string signature) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(SecretBytes, text)).Equals(signature, StringComparison.OrdinalIgnoreCase);
}
