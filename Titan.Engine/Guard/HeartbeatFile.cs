using System.Globalization;
using System.Text;

namespace Titan.Engine.Guard;

/// <summary>
/// The engine's sign of life: <c>heartbeat.txt</c> in the data folder, one short line that changes every second while the loop turns.
/// Written in place, because a full disk still lets a file that is there be overwritten. Whoever reads counts change, not time: two
/// processes need not agree on a clock.
/// </summary>
public sealed class HeartbeatFile(string dataDirectory)
{
    private const int Length = 120;

    public string Path { get; } = System.IO.Path.Combine(dataDirectory, "heartbeat.txt");

    /// <summary>Writes one beat.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public void Write(long beat, DateTimeOffset at, int processId, string state)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{state} beat {beat} at {at:O} process {processId}");
        using var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        stream.Write(Encoding.UTF8.GetBytes(line.PadRight(Length)[..Length]));
    }

    /// <summary>The newest line, or null when no engine ever beat here or the file cannot be read.</summary>
    public string? Read()
    {
        try
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd().TrimEnd();
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
