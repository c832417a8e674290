using System.Buffers;
using System.Text.Json;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>The small frames we send: auth, subscribe, unsubscribe, ping, orders.</summary>
internal static class StreamFrames
{
    /// <summary>Signatures of sockets are good for ten seconds.</summary>
    public const long AuthLifeMs = 10_000;

    /// <param name="idName">req_id on market and private sockets, reqId on the trade socket.</param>
    /// <param name="id">Id that the reply repeats.</param>
    /// <param name="signing">Key and secret.</param>
    /// <param name="venueMs">Venue time now, ms.</param>
    public static byte[] Auth(string idName, string id, BybitSigning signing, long venueMs) => Write(writer =>
    {
        writer.WriteString(idName, id);
        writer.WriteString("op"u8, "auth"u8);
        writer.WriteStartArray("args"u8);
        writer.WriteStringValue(signing.ApiKey);
        writer.WriteNumberValue(venueMs + AuthLifeMs);
        writer.WriteStringValue(signing.SignRealtime(venueMs + AuthLifeMs));
        writer.WriteEndArray();
    });

    public static byte[] Topics(string operation, string id, IEnumerable<string> topics) => Write(writer =>
    {
        writer.WriteString("req_id"u8, id);
        writer.WriteString("op"u8, operation);
        writer.WriteStartArray("args"u8);
        foreach (var topic in topics)
            writer.WriteStringValue(topic);
        writer.WriteEndArray();
    });

    public static byte[] Ping(string idName, string id) => Write(writer =>
    {
        writer.WriteString(idName, id);
        writer.WriteString("op"u8, "ping"u8);
    });

    /// <summary>An order request: the body goes in as it is.</summary>
    public static byte[] Order(string id, string operation, long stampMs, int recvWindowMs, ReadOnlyMemory<byte> body) => Write(writer =>
    {
        writer.WriteString("reqId"u8, id);
        writer.WriteStartObject("header"u8);
        writer.WriteString("X-BAPI-TIMESTAMP"u8, stampMs.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteString("X-BAPI-RECV-WINDOW"u8, recvWindowMs.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteString("op"u8, operation);
        writer.WriteStartArray("args"u8);
        writer.WriteRawValue(body.Span, skipInputValidation: true);
        writer.WriteEndArray();
    });

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        fields(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
