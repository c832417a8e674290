using System.Runtime.InteropServices;

namespace Titan.Web.Memory;

/// <summary>Memory that the C library keeps after it was given back.</summary>
internal static partial class NativeHeap
{
    /// <summary>Hands it to the kernel; what is in use stays.</summary>
    /// <exception cref="EntryPointNotFoundException">The C library is not glibc.</exception>
    public static void Trim() => _ = Trim(0);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint keep);
}
