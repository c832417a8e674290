using System.IO.Compression;

namespace Titan.Tests.Support;

/// <summary>
/// The real market data beside the checkout (../shared/data or TITAN_MARKET_DATA). It is not ours to commit, so tests that want it
/// return quietly where it is absent, and the runner says that they were left out.
/// </summary>
internal static class MarketData
{
    /// <summary>Whole path of a file of the data folder, or null when there is none.</summary>
    public static string? Find(string relativePath)
    {
        if (Environment.GetEnvironmentVariable("TITAN_MARKET_DATA") is { Length: > 0 } configured)
            return Existing(Path.Combine(configured, relativePath));
        return Payloads.Root is { } root ? Existing(Path.Combine(root, "..", "shared", "data", relativePath)) : null;
    }

    /// <summary>Lines of a text or gzip file; empty when it is absent.</summary>
    public static IReadOnlyList<string> Lines(string relativePath)
    {
        if (Find(relativePath) is not { } path)
            return [];
        using Stream file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                lines.Add(line);
        }

        return lines;
    }

    private static string? Existing(string path) => File.Exists(path) ? Path.GetFullPath(path) : null;
}
