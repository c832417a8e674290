using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Titan.Tests.Support;

/// <summary>
/// bUnit was compiled against AngleSharp.Diffing 1.1 and the registry holds 0.17: asking again without a version loads it.
/// </summary>
internal static class AssemblyVersions
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The hook must stand before bUnit is loaded.")]
    internal static void Initialize() =>
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name.Version is not null && name.Name == "AngleSharp.Diffing"
                ? context.LoadFromAssemblyName(new AssemblyName(name.Name))
                : null;
}
