using System.Security.Cryptography;
using System.Text;
using Titan.Engine.Model;

namespace Titan.Engine.Orders;

/// <summary>
/// Our order ids: <c>t</c>, the ledger's epoch (6 characters), then 24 base-32 characters of SHA-256 over correlation and leg
/// (spec titan-trading 4.5; at most 36 on Bybit). The same decision always has the same id, so a send can be repeated or looked up
/// safely even when the journal could not be written; the epoch tells our orders from those of another ledger on the account.
/// </summary>
public static class OrderIds
{
    /// <summary>Stands in the place of an epoch in ids of the guard's orders.</summary>
    public const string GuardEpoch = "guard2";

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int HashCharacters = 24;
    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(Alphabet);

    public static ClientOrderId For(string epoch, CorrelationId correlation, string leg)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{correlation.Value}|{leg}"), hash);
        return new ClientOrderId(string.Create(1 + epoch.Length + HashCharacters, (epoch, hash: hash.ToArray()), static (text, source) =>
        {
            text[0] = 't';
            source.epoch.CopyTo(text[1..]);
            Base32(source.hash, text[(1 + source.epoch.Length)..]);
        }));
    }

    /// <summary>Made by this ledger.</summary>
    public static bool IsOurs(string epoch, string clientOrderId) =>
        epoch.Length > 0 && clientOrderId.Length == 1 + epoch.Length + HashCharacters
        && clientOrderId[0] == 't' && clientOrderId.AsSpan(1, epoch.Length).SequenceEqual(epoch);

    /// <summary>Made by some Titan, but another ledger: two actors on one account.</summary>
    public static bool IsOtherTitan(string epoch, string clientOrderId) =>
        clientOrderId.Length == 1 + epoch.Length + HashCharacters && clientOrderId[0] == 't'
        && !IsOurs(epoch, clientOrderId) && !IsGuard(clientOrderId) && clientOrderId.AsSpan(1).IndexOfAnyExcept(Letters) < 0;

    /// <summary>Made by a guard, while an engine was silent.</summary>
    public static bool IsGuard(string clientOrderId) => IsOurs(GuardEpoch, clientOrderId);

    private static void Base32(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var bit = i * 5;
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
            text[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
        }
    }
}
