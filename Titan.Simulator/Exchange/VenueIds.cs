using System.Buffers.Binary;

namespace Titan.Simulator.Exchange;

/// <summary>
/// Order and execution ids: UUID-shaped, unpredictable to a client, the same for the same seed and start.
/// The start is mixed in so that a venue started again does not repeat the ids of its former life.
/// </summary>
internal sealed class VenueIds(int seed, long startMs)
{
    private ulong _state = unchecked(((ulong)(uint)seed << 32) ^ (ulong)startMs);

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Draw());
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Draw());
        return new Guid(bytes).ToString("D");
    }

    /// <summary>An index below <paramref name="bound"/>, for the venue's own arbitrary choices.</summary>
    public int NextBelow(int bound) => (int)(Draw() % (ulong)bound);

    private ulong Draw()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
