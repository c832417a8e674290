using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Titan.Engine.Journal.Database;

/// <summary>
/// EF Core 10 asks for SQLitePCLRaw 2.1 and the registry holds 2.0.6 (decision 0001): asking again without a version loads it. Works in a
/// single file, under dotnet test and under dotnet ef alike.
/// </summary>
internal static class SqliteAssemblies
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The hook must stand before the first connection.")]
    internal static void Initialize() =>
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name.Version is not null && name.Name?.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) == true
                ? context.LoadFromAssemblyName(new AssemblyName(name.Name))
                : null;
}
