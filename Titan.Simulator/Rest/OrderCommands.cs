using System.Text.Json;
using Titan.Simulator.Exchange;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Rest;

/// <summary>
/// Order entry by body, the same for REST and for the trade stream: create, amend, cancel and their batches.
/// </summary>
internal static class OrderCommands
{
    public const int BatchLimit = 20;
    public const int PerSecond = 10;

    /// <summary>REST path of each trade-stream operation.</summary>
    public static IReadOnlyDictionary<string, string> Operations { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["order.create"] = "/v5/order/create",
        ["order.amend"] = "/v5/order/amend",
        ["order.cancel"] = "/v5/order/cancel",
        ["order.create-batch"] = "/v5/order/create-batch",
        ["order.amend-batch"] = "/v5/order/amend-batch",
        ["order.cancel-batch"] = "/v5/order/cancel-batch",
    };

    public static RestReply Run(string path, Venue venue, JsonElement body)
    {
        if (path.EndsWith("-batch", StringComparison.Ordinal)) return Batch(path[..^"-batch".Length], venue, body);
        var (verdict, order) = Single(path, venue, body, new JsonFields(body).Text("category"));
        return order is null ? RestReply.Refused(verdict) : RestReply.Ok(writer => Ids(writer, order));
    }

    /// <summary>What a request costs of its budget: a batch counts every order inside.</summary>
    public static int Cost(string path, JsonElement body) =>
        path.EndsWith("-batch", StringComparison.Ordinal) && Requests(body) is { } requests ? Math.Max(1, requests.GetArrayLength()) : 1;

    private static RestReply Batch(string path, Venue venue, JsonElement body)
    {
        var category = new JsonFields(body).Text("category");
        if (category != "linear") return RestReply.Refused(Verdict.Parameter("Illegal category"));
        if (Requests(body) is not { } requests || requests.GetArrayLength() is 0 or > BatchLimit)
            return RestReply.Refused(Verdict.Parameter("request: 1 to 20 orders are expected"));
        var outcomes = new List<(JsonElement Item, Verdict Verdict, Order? Order)>();
        foreach (var item in requests.EnumerateArray())
        {
            var (verdict, order) = Single(path, venue, item, category);
            outcomes.Add((item, verdict, order));
        }
        return RestReply.Ok(
            writer =>
            {
                writer.WriteStartArray("list");
                foreach (var (item, _, order) in outcomes) BatchItem(writer, path, new JsonFields(item), order);
                writer.WriteEndArray();
            },
            writer =>
            {
                writer.WriteStartArray("list");
                foreach (var (_, verdict, _) in outcomes)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("code", verdict.Code);
                    writer.WriteString("msg", verdict.Message);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            });
    }

    private static (Verdict Verdict, Order? Order) Single(string path, Venue venue, JsonElement body, string category)
    {
        var fields = new JsonFields(body);
        return path switch
        {
            "/v5/order/create" => venue.Desk.Create(TicketReader.Order(body, category)),
            "/v5/order/amend" => venue.Changes.Amend(TicketReader.Amend(body, category)),
            _ => venue.Changes.Cancel(category, fields.Text("symbol"), fields.Text("orderId"), fields.Text("orderLinkId")),
        };
    }

    private static void BatchItem(Utf8JsonWriter writer, string path, JsonFields item, Order? order)
    {
        writer.WriteStartObject();
        writer.WriteString("category", "linear");
        writer.WriteString("symbol", item.Text("symbol"));
        writer.WriteString("orderId", order?.OrderId ?? item.Text("orderId"));
        writer.WriteString("orderLinkId", order?.OrderLinkId ?? item.Text("orderLinkId"));
        if (path == "/v5/order/create") writer.WriteString("createAt", order is null ? "" : WireText.Number(order.CreatedMs));
        writer.WriteEndObject();
    }

    private static JsonElement? Requests(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("request", out var requests) && requests.ValueKind == JsonValueKind.Array
            ? requests
            : null;

    private static void Ids(Utf8JsonWriter writer, Order order)
    {
        writer.WriteString("orderId", order.OrderId);
        writer.WriteString("orderLinkId", order.OrderLinkId);
    }
}
