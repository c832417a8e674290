namespace Titan.Simulator.Market;

/// <summary>A recording that cannot be played: which file, which line (0: the file as a whole) and what was expected there.</summary>
public sealed class RecordingFormatException : Exception
{
    public RecordingFormatException(string file, int line, string expected, Exception? inner = null)
        : base(line > 0 ? $"{file}, line {line}: expected {expected}." : $"{file}: expected {expected}.", inner)
    {
        File = file;
        Line = line;
        Expected = expected;
    }

    /// <summary>Path as it was given.</summary>
    public string File { get; }

    /// <summary>Line counted from 1; 0 when the whole file is meant.</summary>
    public int Line { get; }

    /// <summary>What should have stood there.</summary>
    public string Expected { get; }
}
