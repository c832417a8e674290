using Titan.Engine.Journal;

namespace Titan.Tests.Support;

/// <summary>The database of a first start, made once for the whole run: hundreds of hosts begin with a copy instead of every migration.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<byte[]>> Template = new(MakeAsync);

    /// <summary>Puts an empty, migrated database where the options look for it, unless one is there.</summary>
    public static async Task PlaceAsync(JournalOptions options)
    {
        Directory.CreateDirectory(options.DataDirectory);
        if (!File.Exists(options.DatabasePath))
        {
            await File.WriteAllBytesAsync(options.DatabasePath, await Template.Value);
        }
    }

    private static async Task<byte[]> MakeAsync()
    {
        using var folder = new TempFolder();
        var options = new JournalOptions { DataDirectory = folder.Path };
        var connection = await JournalDatabase.OpenAsync(options, CancellationToken.None);

        // Closing the only connection carries the write-ahead log over, so that the one file holds all.
        await connection.DisposeAsync();
        return await File.ReadAllBytesAsync(options.DatabasePath);
    }
}
