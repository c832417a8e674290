using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Titan.Engine.Journal;

/// <summary>
/// The hash chain: SHA-256 over the previous hash, sequence, time, kind and payload of a row. Whoever changes, drops or inserts a row
/// breaks every hash from there on. The row is laid out in one piece first: one call into the hash costs less than four. Not thread-safe.
/// </summary>
internal sealed class JournalChain : IDisposable
{
    private const int KindAt = SHA256.HashSizeInBytes + (2 * sizeof(long));

    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _row = new byte[1_024];
    private int _payloadAt = KindAt;
    private int _end = KindAt;

    /// <summary>Hash before the first row.</summary>
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Name of the last row's kind, UTF-8.</summary>
    public ReadOnlySpan<byte> Kind => _row.AsSpan(KindAt.._payloadAt);

    /// <summary>The last row's payload.</summary>
    public ReadOnlySpan<byte> Payload => _row.AsSpan(_payloadAt.._end);

    public byte[] Next(ReadOnlySpan<byte> previous, long sequence, long atTicks, string kind, ReadOnlySpan<byte> payload)
    {
        Span<byte> name = stackalloc byte[64];
        var hash = new byte[SHA256.HashSizeInBytes];
        Next(previous, sequence, atTicks, name[..Encoding.UTF8.GetBytes(kind, name)], payload, hash);
        return hash;
    }

    /// <summary>The same with the kind as UTF-8 and a place for the hash, which may be the previous one's.</summary>
    public void Next(ReadOnlySpan<byte> previous, long sequence, long atTicks, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> payload, Span<byte> into)
    {
        _payloadAt = KindAt + kind.Length;
        _end = _payloadAt + payload.Length;
        if (_end > _row.Length)
        {
            _row = new byte[Math.Max(_end, 2 * _row.Length)];
        }

        previous.CopyTo(_row);
        BinaryPrimitives.WriteInt64BigEndian(_row.AsSpan(SHA256.HashSizeInBytes), sequence);
        BinaryPrimitives.WriteInt64BigEndian(_row.AsSpan(SHA256.HashSizeInBytes + sizeof(long)), atTicks);
        kind.CopyTo(_row.AsSpan(KindAt));
        payload.CopyTo(_row.AsSpan(_payloadAt));
        _sha.AppendData(_row.AsSpan(0, _end));
        _sha.GetHashAndReset(into);
    }

    public void Dispose() => _sha.Dispose();
}
