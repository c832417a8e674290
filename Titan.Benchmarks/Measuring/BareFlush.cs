using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Titan.Benchmarks.Measuring;

/// <summary>
/// The control of every figure with a disk in it: 192 bytes into a preallocated file and one flush of its data, the least that makes
/// anything durable in this minute on this disk.
/// </summary>
internal static partial class BareFlush
{
    private const int RecordBytes = 192;

    /// <summary>Adds <c>flush_p50_us</c> and its companions to the line.</summary>
    public static void Measure(string folder, int samples, Measurement line)
    {
        using var file = Open(folder, samples);
        var times = new double[samples];
        for (var sample = 0; sample < samples; sample++)
        {
            times[sample] = One(file, sample);
        }

        line.WithLatencies("flush_", times);
    }

    /// <summary>
    /// The same with a pause before each, as orders come: <c>paced_flush_p50_us</c>. A disk and a processor that rested take longer than
    /// in a tight loop, and that is what an order meets.
    /// </summary>
    public static async Task MeasurePacedAsync(string folder, int samples, TimeSpan pause, Measurement line, CancellationToken cancellationToken)
    {
        using var file = Open(folder, samples);
        var times = new double[samples];
        for (var sample = 0; sample < samples; sample++)
        {
            await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            times[sample] = One(file, sample);
        }

        line.WithLatencies("paced_flush_", times);
    }

    public static SafeFileHandle Open(string folder, int records)
    {
        var file = File.OpenHandle(Path.Combine(folder, "flush.control"), FileMode.Create, FileAccess.ReadWrite);
        RandomAccess.Write(file, new byte[records * RecordBytes], 0);
        RandomAccess.FlushToDisk(file);
        return file;
    }

    /// <returns>Microseconds of one write and flush.</returns>
    public static double One(SafeFileHandle file, int record)
    {
        Span<byte> bytes = stackalloc byte[RecordBytes];
        bytes.Fill((byte)(1 + (record % 250)));
        var started = TimeProvider.System.GetTimestamp();
        RandomAccess.Write(file, bytes, (long)record * RecordBytes);
        if (FlushData(file) != 0)
        {
            throw new IOException($"fdatasync failed: {Marshal.GetLastPInvokeError()}");
        }

        return TimeProvider.System.GetElapsedTime(started).TotalMicroseconds;
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushData(SafeFileHandle file);
}
