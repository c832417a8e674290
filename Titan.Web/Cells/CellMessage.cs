using System.Buffers;
using System.Buffers.Binary;
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
    private const int LongestHead = 10;
    private const byte WholeText = 0x81;

    private readonly (long Drawing, CellPiece Piece)[] _parts;
    private readonly byte[] _frame;
    private readonly int _head;

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
        Span<byte> head = stackalloc byte[LongestHead];
        _head = Head(head, bytes.WrittenCount);
        _frame = [.. head[.._head], .. bytes.WrittenSpan];
    }

    /// <summary>As it is sent.</summary>
    internal ReadOnlyMemory<byte> Json => _frame.AsMemory(_head);

    /// <summary>The same as the one WebSocket frame that a server sends it in (RFC 6455, 5.2): a whole text, not masked, and so the same for all browsers.</summary>
    internal ReadOnlyMemory<byte> Frame => _frame;

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

    public override string ToString() => Encoding.UTF8.GetString(Json.Span);

    // Its length stands in seven bits, in sixteen or in sixty-four.
    private static int Head(Span<byte> head, int length)
    {
        head[0] = WholeText;
        switch (length)
        {
            case < 126:
                head[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                head[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)length);
                return 4;
            default:
                head[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(head[2..], length);
                return LongestHead;
        }
    }

    private sealed class Raw : JsonConverter<CellMessage>
    {
        public override CellMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Cells go to the browser only.");

        public override void Write(Utf8JsonWriter writer, CellMessage value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
    }
}
