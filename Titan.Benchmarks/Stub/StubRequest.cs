using System.Globalization;
using System.Text;

namespace Titan.Benchmarks.Stub;

/// <summary>One HTTP/1.1 request with its body; only what the clients here send.</summary>
internal sealed class StubRequest
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private StubRequest(string path, string query, byte[] body) => (Path, Query, Body) = (path, query, body);

    public string Path { get; }

    public string Query { get; }

    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>Value of a header, empty when it is not there.</summary>
    public string Header(string name) => _headers.GetValueOrDefault(name, "");

    /// <returns>Null until the whole request is there.</returns>
    public static StubRequest? TryRead(ReadOnlySpan<byte> bytes, out int used)
    {
        used = 0;
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        var lines = Encoding.ASCII.GetString(bytes[..head]).Split("\r\n");
        var target = lines[0].Split(' ')[1];
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var request = new StubRequest(mark < 0 ? target : target[..mark], mark < 0 ? "" : target[(mark + 1)..], []);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            request._headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var length = request._headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        used = head + 4 + length;
        if (bytes.Length < used)
        {
            return null;
        }

        request.Body = bytes.Slice(head + 4, length).ToArray();
        return request;
    }
}
