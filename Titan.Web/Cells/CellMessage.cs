using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Titan.Web.Cells;

/// <summary>
/// What one beat tells a browser: the beat's number, then for each view its drawing and the cells that moved. Browsers that were told the same
/// before get the very same message.
/// </summary>
[JsonConverter(typeof(Raw))]
public sealed class CellMessage
{
    private readonly (long Drawing, CellPiece Piece)[] _parts;
    private readonly byte[] _json;

    internal CellMessage(long beat, IReadOnlyList<(long Drawing, CellPiece Piece)> parts)
    {
        _parts = [.. parts];
        var bytes = new ArrayBufferWriter<byte>(1_024);
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartArray();
        json.WriteNumberValue(beat);
        foreach (var (drawing, piece) in _parts)
        {
            json.WriteStartArray();
            json.WriteNumberValue(drawing);
            json.WriteRawValue(piece.Json, skipInputValidation: true);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.Flush();
        _json = bytes.WrittenSpan.ToArray();
    }

    /// <summary>As it is sent.</summary>
    internal ReadOnlyMemory<byte> Json => _json;

    /// <summary>The views' drawings and cells in it.</summary>
    public IEnumerable<CellPiece> Pieces => _parts.Select(part => part.Piece);

    internal bool Tells(IReadOnlyList<(long Drawing, CellPiece Piece)> parts)
    {
        if (parts.Count != _parts.Length)
        {
            return false;
        }

        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].Drawing != parts[i].Drawing || !ReferenceEquals(_parts[i].Piece, parts[i].Piece))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => Encoding.UTF8.GetString(_json);

    private sealed class Raw : JsonConverter<CellMessage>
    {
        public override CellMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Cells go to the browser only.");

        public override void Write(Utf8JsonWriter writer, CellMessage value, JsonSerializerOptions options) => writer.WriteRawValue(value._json, skipInputValidation: true);
    }
}
