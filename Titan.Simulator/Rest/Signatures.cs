using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Titan.Simulator.Exchange;

namespace Titan.Simulator.Rest;

/// <summary>
/// Proves requests (Bybit v5): HMAC-SHA256 over timestamp, key, window and the raw query or body bytes, hex in either case;
/// accepted while server - window &lt;= timestamp &lt; server + 1000.
/// </summary>
internal sealed class Signatures(IReadOnlyDictionary<string, string> secrets)
{
    private const long EarlyMs = 1_000;
    private const long StandardWindowMs = 5_000;

    public static Verdict BadKey { get; } = new(10003, "API key is invalid.");

    /// <summary>Judges a REST request by its headers and raw payload.</summary>
    public Verdict Judge(string key, string timestamp, string window, string signature, ReadOnlySpan<byte> payload, long nowMs)
    {
        if (!secrets.TryGetValue(key, out var secret)) return BadKey;
        if (JudgeTime(timestamp, window, nowMs) is { IsOk: false } late) return late;
        var head = Encoding.UTF8.GetBytes(timestamp + key + window);
        var message = new byte[head.Length + payload.Length];
        head.CopyTo(message, 0);
        payload.CopyTo(message.AsSpan(head.Length));
        return Matches(secret, message, signature)
            ? Verdict.Ok
            : new Verdict(10004, "error sign! origin_string[" + Encoding.UTF8.GetString(message) + "]");
    }

    /// <summary>Judges the timestamp rule alone, as each message of the trade stream is.</summary>
    public static Verdict JudgeTime(string timestamp, string window, long nowMs)
    {
        var windowMs = StandardWindowMs;
        var readable = long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            && (window.Length == 0 || long.TryParse(window, NumberStyles.None, CultureInfo.InvariantCulture, out windowMs));
        return readable && sent >= nowMs - windowMs && sent < nowMs + EarlyMs
            ? Verdict.Ok
            : new Verdict(10002, string.Create(CultureInfo.InvariantCulture,
                $"invalid request, please check your server timestamp or recv_window param. req_timestamp[{timestamp}],server_timestamp[{nowMs}],recv_window[{windowMs}]"));
    }

    /// <summary>Judges a socket's auth frame: the signature of GET/realtime and an expiry that is still ahead.</summary>
    public Verdict JudgeSocket(string key, string expires, string signature, long nowMs)
    {
        if (!secrets.TryGetValue(key, out var secret)) return BadKey;
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var expiresMs) || expiresMs <= nowMs)
            return new Verdict(10002, "Params Error: the request expired");
        return Matches(secret, Encoding.UTF8.GetBytes("GET/realtime" + expires), signature)
            ? Verdict.Ok
            : new Verdict(10004, "Params Error: error sign");
    }

    private static bool Matches(string secret, byte[] message, string signature)
    {
        if (signature.Length != 64) return false;
        try
        {
            return CryptographicOperations.FixedTimeEquals(
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message), Convert.FromHexString(signature));
        }
        catch (FormatException)
        {
            // Not hex at all: simply not our signature.
            return false;
        }
    }
}
