using System.Buffers;
using System.Text.Json;

namespace Titan.Simulator.Binance;

/// <summary>What a client may say on spot's sockets: SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS, SET_PROPERTY and GET_PROPERTY.</summary>
internal sealed class SpotTalk(SpotExchange exchange, SpotStreams streams)
{
    public byte[] Answer(SpotSession session, ReadOnlySpan<byte> message)
    {
        JsonElement request;
        try
        {
            request = JsonElement.Parse(message);
        }
        catch (JsonException broken)
        {
            // A client that sends no JSON is told so and stays connected.
            return Refusal(3, "Invalid JSON: " + broken.Message, default);
        }

        if (request.ValueKind != JsonValueKind.Object) return Refusal(2, "Invalid request: expected an object", default);
        var id = request.TryGetProperty("id", out var given) ? given : default;
        if (id.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Number or JsonValueKind.String))
            return Refusal(2, "Invalid request: request ID must be an unsigned integer or a string", default);
        var method = request.TryGetProperty("method", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        var parameters = request.TryGetProperty("params", out var values) && values.ValueKind == JsonValueKind.Array ? values.EnumerateArray().ToArray() : null;
        return exchange.Act(_ => method switch
        {
            "SUBSCRIBE" or "UNSUBSCRIBE" => Subscriptions(session, method == "SUBSCRIBE", parameters, id),
            "LIST_SUBSCRIPTIONS" => Result(id, writer =>
            {
                writer.WriteStartArray("result");
                foreach (var stream in session.Streams.Order(StringComparer.Ordinal)) writer.WriteStringValue(stream);
                writer.WriteEndArray();
            }),
            "SET_PROPERTY" => Property(session, parameters, id),
            "GET_PROPERTY" => Result(id, writer => writer.WriteBoolean("result", session.Combined)),
            _ => Refusal(2, "Invalid request: unknown variant `" + method + "`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`", id),
        });
    }

    private byte[] Subscriptions(SpotSession session, bool follow, JsonElement[]? parameters, JsonElement id)
    {
        if (parameters is null || parameters.Length == 0 || parameters.Any(static value => value.ValueKind != JsonValueKind.String || value.GetString()!.Length == 0))
            return Refusal(2, "Invalid request: params must be a list of stream names", id);
        foreach (var stream in parameters.Select(static value => value.GetString()!))
        {
            // A stream of a pair that does not exist is accepted and stays silent, as live.
            if (!follow) streams.Leave(session, stream);
            else if (!streams.Follow(session, stream)) return Refusal(2, "Invalid request: too many streams on one connection", id);
        }

        return Result(id, static writer => writer.WriteNull("result"));
    }

    private static byte[] Property(SpotSession session, JsonElement[]? parameters, JsonElement id)
    {
        if (parameters is not [{ ValueKind: JsonValueKind.String }, { ValueKind: JsonValueKind.True or JsonValueKind.False }] || parameters[0].GetString() != "combined")
            return Refusal(2, "Invalid request: params must be [\"combined\", true or false]", id);
        session.Combined = parameters[1].ValueKind == JsonValueKind.True;
        return Result(id, static writer => writer.WriteNull("result"));
    }

    private static byte[] Result(JsonElement id, Action<Utf8JsonWriter> result) => Write(writer =>
    {
        result(writer);
        Id(writer, id);
    });

    private static byte[] Refusal(int code, string text, JsonElement id) => Write(writer =>
    {
        writer.WriteNumber("code", code);
        writer.WriteString("msg", text);
        if (id.ValueKind != JsonValueKind.Undefined) Id(writer, id);
    });

    private static void Id(Utf8JsonWriter writer, JsonElement id)
    {
        writer.WritePropertyName("id");
        if (id.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
        else id.WriteTo(writer);
    }

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
