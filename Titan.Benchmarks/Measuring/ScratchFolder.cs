using Microsoft.Data.Sqlite;

namespace Titan.Benchmarks.Measuring;

/// <summary>A folder for one measurement's files, gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public ScratchFolder(string under)
    {
        Path = System.IO.Path.Combine(under, System.IO.Path.GetRandomFileName());
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
