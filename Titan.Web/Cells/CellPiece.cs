using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Titan.Web.Cells;

/// <summary>
/// Cells with their new texts, written once as JSON and sent to every circuit that makes the same step: objects in the shape of their paths.
/// </summary>
[JsonConverter(typeof(Raw))]
public sealed class CellPiece
{
    private readonly byte[] _json;

    internal CellPiece(ReadOnlySpan<byte> json) => _json = json.ToArray();

    public override string ToString() => Encoding.UTF8.GetString(_json);

    private sealed class Raw : JsonConverter<CellPiece>
    {
        public override CellPiece Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Cells go to the browser only.");

        // Written by CellSheet a moment ago: it need not be looked over again for every circuit.
        public override void Write(Utf8JsonWriter writer, CellPiece value, JsonSerializerOptions options) => writer.WriteRawValue(value._json, skipInputValidation: true);
    }
}
