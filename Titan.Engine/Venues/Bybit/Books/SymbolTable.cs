using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>
/// Finds an instrument's slot by the UTF-8 symbol inside a frame without making a string. Built once, then only read, so any
/// number of symbols costs the same per look-up.
/// </summary>
internal sealed class SymbolTable
{
    private readonly byte[][] _names;
    private readonly int[] _buckets;
    private readonly int _mask;

    public SymbolTable(IReadOnlyList<Instrument> instruments)
    {
        Instruments = [.. instruments];
        Prices = [.. Instruments.Select(StepScale.OfPrice)];
        Quantities = [.. Instruments.Select(StepScale.OfQuantity)];
        _names = [.. Instruments.Select(instrument => Encoding.UTF8.GetBytes(instrument.Id.Value))];
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, Instruments.Length * 4));
        _buckets = new int[size];
        Array.Fill(_buckets, -1);
        _mask = size - 1;
        for (var slot = 0; slot < _names.Length; slot++)
            Place(slot);
    }

    public Instrument[] Instruments { get; }

    public StepScale[] Prices { get; }

    public StepScale[] Quantities { get; }

    public int Count => Instruments.Length;

    /// <summary>Slot of the symbol, or -1.</summary>
    public int Find(ReadOnlySpan<byte> symbol)
    {
        for (var bucket = Hash(symbol) & _mask; ; bucket = (bucket + 1) & _mask)
        {
            var slot = _buckets[bucket];
            if (slot < 0 || symbol.SequenceEqual(_names[slot]))
                return slot;
        }
    }

    public ReadOnlySpan<byte> NameOf(int slot) => _names[slot];

    private void Place(int slot)
    {
        var bucket = Hash(_names[slot]) & _mask;
        while (_buckets[bucket] >= 0)
            bucket = (bucket + 1) & _mask;
        _buckets[bucket] = slot;
    }

    // First and last eight bytes tell symbols of one quote coin apart (the middle of long names may repeat).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(ReadOnlySpan<byte> symbol)
    {
        unchecked
        {
            ulong head, tail;
            if (symbol.Length >= 8)
            {
                head = MemoryMarshal.Read<ulong>(symbol);
                tail = MemoryMarshal.Read<ulong>(symbol[^8..]);
            }
            else
            {
                head = 0;
                foreach (var letter in symbol)
                    head = (head << 8) | letter;
                tail = (ulong)symbol.Length;
            }

            var mixed = (head * 0x9E3779B97F4A7C15UL) ^ (BitOperations.RotateLeft(tail, 29) * 0xC2B2AE3D27D4EB4FUL);
            return (int)((mixed ^ (mixed >> 32)) & 0x7FFFFFFF);
        }
    }
}
