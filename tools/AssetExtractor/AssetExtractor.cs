using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Titan.Tools;

/// <summary>
/// Copies one embedded resource out of an assembly and checks its SHA-256. The assembly is read as a file, never loaded: it is compiled
/// for another platform than the one that builds. Errors are written the way MSBuild reads them.
/// </summary>
internal static class AssetExtractor
{
    /// <summary>Arguments: ASSEMBLY RESOURCE OUTPUT SHA256.</summary>
    /// <returns>0 when the output holds the checked bytes.</returns>
    public static int Run(string[] args, TextWriter errors)
    {
        if (args is not [var assembly, var resource, var output, var sha256])
        {
            errors.WriteLine("AssetExtractor : error TITAN000: expected ASSEMBLY RESOURCE OUTPUT SHA256");
            return 1;
        }

        if (!File.Exists(assembly))
        {
            errors.WriteLine(
                $"{assembly} : error TITAN001: not found. Run 'dotnet restore' (it brings the package), or build with -p:BlazorScriptSource=sdk.");
            return 1;
        }

        if (Read(assembly, resource) is not { } bytes)
        {
            errors.WriteLine($"{assembly} : error TITAN002: holds no resource named '{resource}'.");
            return 1;
        }

        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!string.Equals(found, sha256, StringComparison.OrdinalIgnoreCase))
        {
            errors.WriteLine($"{assembly} : error TITAN003: '{resource}' has SHA-256 {found}, expected {sha256}.");
            return 1;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        File.WriteAllBytes(output, bytes);
        return 0;
    }

    private static byte[]? Read(string assembly, string resource)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var row = metadata.GetManifestResource(handle);
            if (row.Implementation.IsNil && metadata.StringComparer.Equals(row.Name, resource))
            {
                var start = file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress;
                var reader = file.GetSectionData(start).GetReader();
                reader.Offset = (int)row.Offset;
                return reader.ReadBytes(reader.ReadInt32());
            }
        }

        return null;
    }
}
