using System.Globalization;
using System.Runtime.InteropServices;

namespace Titan.Web.Memory;

/// <summary>A stretch of this process's memory that holds a part of a program file and nothing else.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Resident">Bytes of it that are in memory.</param>
internal readonly partial record struct ProgramPages(ulong Start, ulong Length, long Resident)
{
    private const int DontNeed = 4;

    /// <summary>
    /// Finds them in the kernel's list of mappings (<c>/proc/self/smaps</c>): programs and libraries of the given folders, not writable, and without one
    /// page that was ever changed. The last is what makes it safe to let them go: what is needed again is read from the file, and reads the same.
    /// </summary>
    /// <param name="smaps">The list.</param>
    /// <param name="folders">Folders whose programs stay loaded as long as the process lives, each with its closing slash.</param>
    public static IReadOnlyList<ProgramPages> Read(TextReader smaps, IReadOnlyCollection<string> folders)
    {
        var found = new List<ProgramPages>();
        ProgramPages? mapping = null;
        while (smaps.ReadLine() is { } line)
        {
            if (IsHead(line, folders, out var pages))
            {
                Keep();
                mapping = pages;
            }
            else if (Kilobytes(line, "Rss:") is { } resident)
            {
                mapping = mapping is { } read ? read with { Resident = resident * 1024 } : null;
            }
            else if ((Kilobytes(line, "Anonymous:") ?? Kilobytes(line, "Swap:")) > 0)
            {
                mapping = null;
            }
        }

        Keep();
        return found;

        void Keep()
        {
            if (mapping is { Resident: > 0 } clean)
            {
                found.Add(clean);
            }
        }
    }

    /// <summary>Takes them out of this process; the kernel keeps them in its cache of files as long as it has room.</summary>
    /// <returns>False when the kernel refuses, for example because the pages are locked.</returns>
    public bool LetGo() => Native.Advise((nuint)Start, (nuint)Length, DontNeed) == 0;

    // "7f0a1c000000-7f0a1c200000 r-xp 00001000 fe:00 1234    /opt/titan/Titan.Web.dll"; no pages when they are no program's.
    private static bool IsHead(string line, IReadOnlyCollection<string> folders, out ProgramPages? pages)
    {
        pages = null;
        var parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 5 || parts[0].Split('-') is not [var first, var last]
            || !ulong.TryParse(first, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var start)
            || !ulong.TryParse(last, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var end))
        {
            return false;
        }

        if (parts.Length == 6 && parts[1].StartsWith("r-", StringComparison.Ordinal) && IsProgram(parts[5], folders))
        {
            pages = new ProgramPages(start, end - start, 0);
        }

        return true;
    }

    private static bool IsProgram(string path, IReadOnlyCollection<string> folders) =>
        Path.GetExtension(path) is ".dll" or ".so" && folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    private static long? Kilobytes(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal)
            && long.TryParse(line.AsSpan(name.Length).TrimEnd("kB ").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
                ? kilobytes
                : null;

    private static partial class Native
    {
        [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Advise(nuint start, nuint length, int advice);
    }
}
