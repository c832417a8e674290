using System.Text.Json;

namespace Titan.Engine.Guard;

/// <summary>The guard's receipts in <c>guard/</c> of the data folder, one file a run, rewritten while the run goes on.</summary>
public sealed class GuardReceipts(string dataDirectory)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Folder { get; } = Path.Combine(dataDirectory, "guard");

    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public async Task SaveAsync(GuardReceipt receipt, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, receipt.Id + ".json");
        var draft = path + ".tmp";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(receipt, Format), cancellationToken).ConfigureAwait(false);
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Receipts, newest first; a file that cannot be read is left out.</summary>
    public IReadOnlyList<GuardReceipt> Read(int most)
    {
        if (!Directory.Exists(Folder))
        {
            return [];
        }

        var receipts = new List<GuardReceipt>();
        foreach (var path in Directory.EnumerateFiles(Folder, "*.json").OrderDescending(StringComparer.Ordinal).Take(most))
        {
            try
            {
                receipts.Add(JsonSerializer.Deserialize<GuardReceipt>(File.ReadAllText(path), Format)!);
            }
            catch (Exception problem) when (problem is IOException or JsonException or UnauthorizedAccessException)
            {
                // Half a file is no receipt; its run is told by the log.
            }
        }

        return receipts;
    }
}
