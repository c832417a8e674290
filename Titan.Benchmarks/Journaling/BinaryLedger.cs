using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Titan.Benchmarks.Journaling;

/// <summary>The floor of recovery: 48-byte records, checked by CRC32C and folded into signed quantities.</summary>
internal static class BinaryLedger
{
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            checksum = BitOperations.Crc32C(checksum, word);
        }

        return checksum;
    }

    /// <returns>Records read and the sum of what is held.</returns>
    public static (long Records, long Held) Fold(string path)
    {
        var held = new long[16];
        var cash = new long[16];
        var records = 0L;
        using var file = File.OpenRead(path);
        var buffer = new byte[RecoveryFiles.FloorRecordBytes * 16_384];
        int read;
        while ((read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
        {
            for (var at = 0; at < read; at += RecoveryFiles.FloorRecordBytes)
            {
                var record = buffer.AsSpan(at, RecoveryFiles.FloorRecordBytes);
                if (Checksum(record[..44]) != BinaryPrimitives.ReadUInt32LittleEndian(record[44..]) || BinaryPrimitives.ReadInt64LittleEndian(record) != ++records)
                {
                    throw new InvalidDataException("a record is damaged");
                }

                if (record[16] == 1)
                {
                    var quantity = BinaryPrimitives.ReadInt64LittleEndian(record[24..]);
                    held[record[17]] += quantity;
                    cash[record[17]] = unchecked(cash[record[17]] - (quantity * BinaryPrimitives.ReadInt64LittleEndian(record[32..])));
                }
            }
        }

        return (records, held.Sum());
    }
}
