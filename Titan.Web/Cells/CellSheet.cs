using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Titan.Web.Cells;

/// <summary>Collects the cells of one walk. What is entered is written only when a cell in it is.</summary>
internal sealed class CellSheet : IDisposable
{
    // Texts go through JSON into text nodes and never through HTML, so a minus sign may stay one.
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _bytes = new(1_024);
    private readonly List<string> _path = [];
    private readonly Utf8JsonWriter _json;
    private int _open = -1;

    public CellSheet() => _json = new Utf8JsonWriter(_bytes, Written);

    public void Enter(string name) => _path.Add(name);

    public void Leave()
    {
        if (_open == _path.Count)
        {
            _json.WriteEndObject();
            _open--;
        }

        _path.RemoveAt(_path.Count - 1);
    }

    public void Put(string name, string text)
    {
        if (_open < 0)
        {
            _json.WriteStartObject();
            _open = 0;
        }

        while (_open < _path.Count)
        {
            _json.WriteStartObject(_path[_open++]);
        }

        _json.WriteString(name, text);
    }

    /// <summary>What was put; null for nothing. The walk must have left all it entered.</summary>
    public CellPiece? Finish()
    {
        if (_open < 0)
        {
            return null;
        }

        _json.WriteEndObject();
        _json.Flush();
        return new CellPiece(_bytes.WrittenSpan);
    }

    public void Dispose() => _json.Dispose();
}
