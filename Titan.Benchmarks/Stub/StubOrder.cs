using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Titan.Benchmarks.Stub;

/// <summary>Reads an order's body and writes the venue's answers to it.</summary>
internal static class StubOrder
{
    public static byte[] Accepted(ReadOnlySpan<byte> body, string venueOrderId)
    {
        var reader = new Utf8JsonReader(body);
        var link = Find(ref reader, "orderLinkId"u8);
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"retCode":0,"retMsg":"OK","result":{"orderId":"{{{venueOrderId}}}","orderLinkId":"{{{link}}}"},"retExtInfo":{},"time":{{{NowMs}}}}"""));
    }

    /// <summary>Answer on the order entry socket.</summary>
    public static byte[] AcceptedOnSocket(string requestId, ReadOnlySpan<byte> body, string venueOrderId)
    {
        var reader = new Utf8JsonReader(body);
        var link = Find(ref reader, "orderLinkId"u8);
        return Encoding.UTF8.GetBytes(
            $$$"""{"reqId":"{{{requestId}}}","retCode":0,"retMsg":"OK","op":"order.create","data":{"orderId":"{{{venueOrderId}}}","orderLinkId":"{{{link}}}"},"retExtInfo":{},"header":{"Traceid":"1"},"connId":"stub"}""");
    }

    /// <summary>The private stream's message that the order is cancelled.</summary>
    public static byte[] Cancelled(ReadOnlySpan<byte> body, string venueOrderId)
    {
        using var order = JsonDocument.Parse(body.ToArray());
        var root = order.RootElement;
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"id":"1","topic":"order","creationTime":{{{NowMs}}},"data":[{"category":"linear","symbol":"{{{Text(root, "symbol")}}}","orderId":"{{{venueOrderId}}}","orderLinkId":"{{{Text(root, "orderLinkId")}}}","side":"{{{Text(root, "side")}}}","orderType":"Limit","qty":"{{{Text(root, "qty")}}}","price":"{{{Text(root, "price")}}}","timeInForce":"GTC","orderStatus":"Cancelled","cumExecQty":"0","avgPrice":"","leavesQty":"0","reduceOnly":false,"cancelType":"CancelByUser","rejectReason":"EC_NoError","createType":"CreateByUser","stopOrderType":"","triggerPrice":"","positionIdx":0,"createdTime":"{{{NowMs}}}","updatedTime":"{{{NowMs}}}"}]}"""));
    }

    /// <summary>First value of that name anywhere in the text.</summary>
    public static string Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name))
            {
                reader.Read();
                return reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : Encoding.UTF8.GetString(reader.ValueSpan);
            }
        }

        return "";
    }

    public static long NowMs => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.ToString() : "";
}
