using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Titan.Benchmarks.Stub;

/// <summary>The few rules of RFC 6455 that a server of small text frames needs.</summary>
internal static class WebSocketWords
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static string Accept(string key)
    {
#pragma warning disable CA5350 // The handshake is defined with SHA-1; nothing is secured by it.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
#pragma warning restore CA5350
    }

    /// <summary>Head of an unmasked text frame up to 65,535 bytes.</summary>
    /// <returns>Length of the head.</returns>
    public static int WriteHead(Span<byte> head, int length)
    {
        head[0] = 0x81;
        if (length < 126)
        {
            head[1] = (byte)length;
            return 2;
        }

        head[1] = 126;
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], checked((ushort)length));
        return 4;
    }

    /// <summary>Takes one masked frame off the front.</summary>
    /// <returns>Bytes used, 0 when more are needed; the payload is unmasked in place.</returns>
    public static int TryRead(Span<byte> bytes, out int operation, out Range payload)
    {
        (operation, payload) = (0, default);
        if (bytes.Length < 2)
        {
            return 0;
        }

        operation = bytes[0] & 0x0F;
        var length = (long)(bytes[1] & 0x7F);
        var at = 2;
        if (length >= 126)
        {
            var size = length == 126 ? 2 : 8;
            if (bytes.Length < at + size)
            {
                return 0;
            }

            length = size == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt64BigEndian(bytes[at..]);
            at += size;
        }

        if (bytes.Length < at + 4 + length)
        {
            return 0;
        }

        var mask = bytes.Slice(at, 4);
        at += 4;
        for (var index = 0; index < length; index++)
        {
            bytes[at + index] ^= mask[index & 3];
        }

        payload = at..(at + (int)length);
        return at + (int)length;
    }
}
