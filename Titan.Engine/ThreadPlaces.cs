using System.Numerics;
using System.Runtime.InteropServices;

namespace Titan.Engine;

/// <summary>
/// Keeps the thread that decides and the thread that writes the decision down on different processors: Linux likes to put who is woken behind who wakes it,
/// while another processor sleeps (decision 0019). The last processor is the journal's; everybody else may use it too, except who reads the market.
/// Threads that these begin are free again, .NET sees to that. On one processor, elsewhere than on Linux, or where it is not allowed, nothing happens.
/// </summary>
internal static partial class ThreadPlaces
{
    private const int Words = 16;
    private const int BitsAWord = 64;

    /// <summary>Called by the journal's writing thread: it stays on the last processor.</summary>
    public static void StayOnJournals() => Narrow(static (mask, word, bit) =>
    {
        mask.Clear();
        mask[word] = bit;
    });

    /// <summary>Called by a thread that reads the market and decides: it keeps off the journal's processor.</summary>
    public static void KeepOffJournals() => Narrow(static (mask, word, bit) => mask[word] &= ~bit);

    /// <summary>Processors that the calling thread may use; 0 where that is not known.</summary>
    public static int Allowed()
    {
        Span<ulong> mask = stackalloc ulong[Words];
        return Ask(mask) ? Count(mask) : 0;
    }

    private static void Narrow(Action<Span<ulong>, int, ulong> narrow)
    {
        Span<ulong> mask = stackalloc ulong[Words];
        if (!Ask(mask) || Count(mask) < 2)
        {
            return;
        }

        var last = mask.LastIndexOfAnyExcept(0UL);
        narrow(mask, last, 1UL << BitOperations.Log2(mask[last]));
        _ = Set(0, sizeof(ulong) * Words, mask); // Refused: it runs wherever it is put.
    }

    private static bool Ask(Span<ulong> mask)
    {
        mask.Clear();
        return OperatingSystem.IsLinux() && Get(0, sizeof(ulong) * Words, mask) >= 0;
    }

    private static int Count(ReadOnlySpan<ulong> mask)
    {
        var count = 0;
        foreach (var word in mask)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int Get(int thread, nint bytes, Span<ulong> mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int Set(int thread, nint bytes, Span<ulong> mask);
}
