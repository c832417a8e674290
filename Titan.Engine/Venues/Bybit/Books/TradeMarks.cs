using System.Numerics;
using System.Runtime.InteropServices;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>
/// Remembers the newest trade ids of a socket as 64-bit marks in a fixed table: a repeated print is found, an old one may be
/// forgotten, and memory never grows.
/// </summary>
internal sealed class TradeMarks
{
    private const int Size = 8_192;

    private readonly ulong[] _marks = new ulong[Size];

    /// <summary>False when this mark was seen lately.</summary>
    public bool IsNew(ulong mark)
    {
        ref var place = ref _marks[mark & (Size - 1)];
        if (place == mark)
            return false;
        place = mark;
        return true;
    }

    /// <summary>Mark of an id's bytes; never 0, which means an empty place.</summary>
    public static ulong Of(ReadOnlySpan<byte> id)
    {
        unchecked
        {
            var mark = 0x9E3779B97F4A7C15UL ^ (ulong)id.Length;
            while (id.Length >= 8)
            {
                mark = BitOperations.RotateLeft(mark ^ MemoryMarshal.Read<ulong>(id), 27) * 0xD6E8FEB86659FD93UL;
                id = id[8..];
            }

            var tail = 0UL;
            foreach (var letter in id)
                tail = (tail << 8) | letter;
            mark = (mark ^ tail) * 0xA0761D6478BD642FUL;
            mark ^= mark >> 32;
            return mark == 0 ? 1 : mark;
        }
    }
}
