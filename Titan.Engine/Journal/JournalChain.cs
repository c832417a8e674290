using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Titan.Engine.Journal;

/// <summary>
/// The hash chain: SHA-256 over the previous hash, sequence, time, kind and payload of a row. Whoever changes, drops or inserts a row
/// breaks every hash from there on.
/// </summary>
internal sealed class JournalChain : IDisposable
{
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Hash before the first row.</summary>
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    public byte[] Next(ReadOnlySpan<byte> previous, long sequence, long atTicks, string kind, ReadOnlySpan<byte> payload)
    {
        Span<byte> name = stackalloc byte[64];
        var hash = new byte[SHA256.HashSizeInBytes];
        Next(previous, sequence, atTicks, name[..Encoding.UTF8.GetBytes(kind, name)], payload, hash);
        return hash;
    }

    /// <summary>The same with the kind as UTF-8 and a place for the hash.</summary>
    public void Next(ReadOnlySpan<byte> previous, long sequence, long atTicks, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> payload, Span<byte> into)
    {
        Span<byte> head = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(head, sequence);
        BinaryPrimitives.WriteInt64BigEndian(head[8..], atTicks);
        _sha.AppendData(previous);
        _sha.AppendData(head);
        _sha.AppendData(kind);
        _sha.AppendData(payload);
        _sha.GetHashAndReset(into);
    }

    public void Dispose() => _sha.Dispose();
}
