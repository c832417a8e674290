using System.Text.Json;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>Finds the topic of a stream frame wherever it stands in the frame.</summary>
internal static class TopicReader
{
    /// <summary>Copies the topic; returns its length, 0 when the frame has none (an acknowledgement), -1 when it is not a JSON object.</summary>
    public static int CopyTopic(ReadOnlySpan<byte> frame, Span<byte> destination)
    {
        try
        {
            var reader = new Utf8JsonReader(frame);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return -1;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("topic"u8))
                {
                    reader.Read();
                    return reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= destination.Length
                        ? reader.CopyString(destination)
                        : -1;
                }

                reader.Read();
                reader.Skip();
            }

            return reader.TokenType == JsonTokenType.EndObject ? 0 : -1;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Broken bytes are counted by the caller.
            return -1;
        }
    }
}
