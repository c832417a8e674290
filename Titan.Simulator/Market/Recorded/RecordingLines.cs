using System.IO.Compression;

namespace Titan.Simulator.Market.Recorded;

/// <summary>The lines of a text file, plain or gzip, with their numbers.</summary>
internal sealed class RecordingLines : IDisposable
{
    private readonly string _path;
    private readonly StreamReader _reader;

    public RecordingLines(string path)
    {
        _path = path;
        Stream stream = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            stream = new GZipStream(stream, CompressionMode.Decompress);
        _reader = new StreamReader(stream);
    }

    /// <summary>Number of the line read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line that is not empty, or null at the end.</summary>
    public string? Next()
    {
        while (true)
        {
            string? line;
            try
            {
                line = _reader.ReadLine();
            }
            catch (InvalidDataException broken)
            {
                throw new RecordingFormatException(_path, Number + 1, "gzip data that is whole", broken);
            }

            if (line is null)
                return null;
            Number++;
            if (line.Length > 0)
                return line;
        }
    }

    public RecordingFormatException Expected(string what, Exception? inner = null) => new(_path, Number, what, inner);

    public void Dispose() => _reader.Dispose();
}
