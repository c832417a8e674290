namespace Titan.Benchmarks.Data;

/// <summary>A file of frames in memory; frames are slices of one array, so reading them costs nothing but the bytes.</summary>
internal sealed class FrameFile
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    public FrameFile(string path)
    {
        _bytes = File.ReadAllBytes(path);
        var ends = new List<int>();
        for (var at = 0; at < _bytes.Length;)
        {
            var length = _bytes.AsSpan(at).IndexOf((byte)'\n');
            ends.Add(at + length);
            at += length + 1;
        }

        _ends = [.. ends];
    }

    public int Count => _ends.Length;

    public ReadOnlySpan<byte> this[int frame]
    {
        get
        {
            var start = frame == 0 ? 0 : _ends[frame - 1] + 1;
            return _bytes.AsSpan(start, _ends[frame] - start);
        }
    }
}
