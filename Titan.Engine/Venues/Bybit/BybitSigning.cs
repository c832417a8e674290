using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// HMAC-SHA256 signatures of Bybit v5 over exactly the bytes that are sent, as lower-case hex (spec venues/bybit-v5.md 2.1).
/// Holds the secret; never prints it.
/// </summary>
internal sealed class BybitSigning(string apiKey, string apiSecret)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(apiKey);
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(apiSecret);

    public string ApiKey { get; } = apiKey;

    /// <summary>Signature of a REST request; the payload is the raw query without ? or the raw body.</summary>
    public string Sign(long timestampMs, int recvWindowMs, ReadOnlySpan<byte> payload)
    {
        const int Numbers = 40;
        var length = Numbers + _key.Length + payload.Length;
        var text = length <= 1_024 ? stackalloc byte[1_024] : new byte[length];
        var at = Append(text, 0, timestampMs);
        _key.CopyTo(text[at..]);
        at = Append(text, at + _key.Length, recvWindowMs);
        payload.CopyTo(text[at..]);
        return Hex(text[..(at + payload.Length)]);
    }

    /// <summary>Signature of a socket's auth frame that is good until the given time.</summary>
    public string SignRealtime(long expiresMs) =>
        Hex(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"GET/realtime{expiresMs}")));

    public override string ToString() => "Bybit key";

    private string Hex(ReadOnlySpan<byte> text)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, text, mac);
        return Convert.ToHexStringLower(mac);
    }

    private static int Append(Span<byte> text, int at, long number)
    {
        number.TryFormat(text[at..], out var written, default, CultureInfo.InvariantCulture);
        return at + written;
    }
}
