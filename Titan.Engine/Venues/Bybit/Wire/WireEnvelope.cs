using System.Text;
using System.Text.Json;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>Bytes of an answer or frame as a JSON object, or not.</summary>
internal static class WireEnvelope
{
    private const int ExcerptLetters = 200;

    /// <summary>False for anything that is not one whole JSON object; gateways answer with pages.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out JsonElement envelope)
    {
        envelope = default;
        try
        {
            var reader = new Utf8JsonReader(bytes);
            if (!JsonElement.TryParseValue(ref reader, out var parsed) || parsed.Value.ValueKind != JsonValueKind.Object || reader.Read())
                return false;
            envelope = parsed.Value;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The first words of a body, for logs and outcomes.</summary>
    public static string Excerpt(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? "empty answer" : Encoding.UTF8.GetString(body[..Math.Min(body.Length, ExcerptLetters)]).ReplaceLineEndings(" ");
}
