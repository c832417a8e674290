namespace Titan.Tests.Support;

/// <summary>Messages of our own making under Payloads/, found from wherever the tests run.</summary>
internal static class Payloads
{
    /// <summary>The repository's folder, or null outside of one.</summary>
    public static string? Root { get; } = FindRoot();

    public static byte[] Bytes(string relativePath) =>
        File.ReadAllBytes(Path.Combine(Root ?? throw new DirectoryNotFoundException("no Titan.Console.sln above the tests"), "Titan.Tests", "Payloads", relativePath));

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Titan.Console.sln")))
                return folder.FullName;
        }

        return null;
    }
}
