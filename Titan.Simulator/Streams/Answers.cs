using System.Buffers;
using System.Text.Json;

namespace Titan.Simulator.Streams;

/// <summary>Answers to what clients send on sockets, in each stream's own spelling, compact as clients expect.</summary>
internal static class Answers
{
    /// <summary>Answer of the public and private streams to subscribe, unsubscribe and (private) auth.</summary>
    public static byte[] Command(StreamConnection connection, bool success, string message, string requestId, string operation) => Write(writer =>
    {
        writer.WriteBoolean("success", success);
        writer.WriteString("ret_msg", message);
        writer.WriteString("conn_id", connection.Id);
        if (requestId.Length > 0 || operation != "auth") writer.WriteString("req_id", requestId);
        writer.WriteString("op", operation);
    });

    public static byte[] Pong(StreamConnection connection, string requestId, string nowMs) => Write(writer =>
    {
        switch (connection.Kind)
        {
            case StreamKind.Public:
                writer.WriteBoolean("success", true);
                writer.WriteString("ret_msg", "pong");
                writer.WriteString("conn_id", connection.Id);
                if (requestId.Length > 0) writer.WriteString("req_id", requestId);
                writer.WriteString("op", "ping");
                break;
            case StreamKind.Private:
                if (requestId.Length > 0) writer.WriteString("req_id", requestId);
                writer.WriteString("op", "pong");
                writer.WriteStartArray("args");
                writer.WriteStringValue(nowMs);
                writer.WriteEndArray();
                writer.WriteString("conn_id", connection.Id);
                break;
            default:
                if (requestId.Length > 0) writer.WriteString("reqId", requestId);
                writer.WriteNumber("retCode", 0);
                writer.WriteString("retMsg", "OK");
                writer.WriteString("op", "pong");
                writer.WriteStartArray("data");
                writer.WriteStringValue(nowMs);
                writer.WriteEndArray();
                writer.WriteString("connId", connection.Id);
                break;
        }
    });

    /// <summary>Answer of the trade stream to auth and to frames that never became a request.</summary>
    public static byte[] Trade(StreamConnection connection, int code, string message, string requestId, string operation) => Write(writer =>
    {
        if (requestId.Length > 0) writer.WriteString("reqId", requestId);
        writer.WriteNumber("retCode", code);
        writer.WriteString("retMsg", message);
        writer.WriteString("op", operation);
        writer.WriteString("connId", connection.Id);
    });

    public static byte[] Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
