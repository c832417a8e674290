using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Titan.Benchmarks.Stub;

/// <summary>What the stub says on a WebSocket: acknowledgements, pongs, answers to orders (spec venues/bybit-v5.md section 7).</summary>
internal sealed class StubSocketTalk(StubConnection connection, StubVenue venue, string path)
{
    private readonly HashSet<string> _topics = [];

    public async Task HearAsync(byte[] text, long arrived)
    {
        using var message = JsonDocument.Parse(text);
        var root = message.RootElement;
        var trade = path.EndsWith("/trade", StringComparison.Ordinal);
        var id = Text(root, trade ? "reqId" : "req_id");
        switch (Text(root, "op"))
        {
            case "order.create":
                var order = OrderAsync(id, Encoding.UTF8.GetBytes(root.GetProperty("args")[0].GetRawText()), arrived);
                if (venue.Scenario.AnswerAfter == TimeSpan.Zero)
                {
                    await order.ConfigureAwait(false);
                }

                break;
            case "auth":
                await AuthAsync(root, trade, id).ConfigureAwait(false);
                break;
            case "ping":
                await SayAsync(Pong(trade, id)).ConfigureAwait(false);
                break;
            case "subscribe":
                await SayAsync($$$"""{"success":true,"ret_msg":"","conn_id":"stub","req_id":"{{{id}}}","op":"subscribe"}""").ConfigureAwait(false);
                if (path.Contains("public", StringComparison.Ordinal))
                {
                    _topics.UnionWith(root.GetProperty("args").EnumerateArray().Select(static topic => topic.GetString()!));
                    venue.Scenario.Subscribed(connection, _topics, venue);
                }

                break;
            case var operation:
                await SayAsync($$$"""{"success":true,"ret_msg":"","conn_id":"stub","req_id":"{{{id}}}","op":"{{{operation}}}"}""").ConfigureAwait(false);
                break;
        }
    }

    private async Task OrderAsync(string id, byte[] body, long arrived)
    {
        var order = StubConnection.NextOrderId();
        await venue.ThinkAsync().ConfigureAwait(false);
        await connection.SendTextAsync(StubOrder.AcceptedOnSocket(id, body, order)).ConfigureAwait(false);
        venue.Judge(signatureHolds: true, body, order, arrived);
    }

    private async Task AuthAsync(JsonElement root, bool trade, string id)
    {
        var arguments = root.GetProperty("args");
        var holds = StubSignature.HoldsForSocket(arguments[0].GetString()!, arguments[1].ToString(), arguments[2].GetString()!);
        if (!trade)
        {
            venue.KeepPrivate(connection);
        }

        await SayAsync(trade
            ? $$$"""{"reqId":"{{{id}}}","retCode":{{{(holds ? 0 : 10004)}}},"retMsg":"{{{(holds ? "OK" : "error sign!")}}}","op":"auth","connId":"stub"}"""
            : $$$"""{"success":{{{(holds ? "true" : "false")}}},"ret_msg":"","op":"auth","conn_id":"stub","req_id":"{{{id}}}"}""").ConfigureAwait(false);
    }

    private string Pong(bool trade, string id) => trade
        ? string.Create(CultureInfo.InvariantCulture, $$$"""{"retCode":0,"retMsg":"OK","op":"pong","data":["{{{StubOrder.NowMs}}}"],"connId":"stub"}""")
        : path.EndsWith("/private", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $$$"""{"req_id":"{{{id}}}","op":"pong","args":["{{{StubOrder.NowMs}}}"],"conn_id":"stub"}""")
            : $$$"""{"success":true,"ret_msg":"pong","conn_id":"stub","req_id":"{{{id}}}","op":"ping"}""";

    private Task SayAsync(string text) => connection.SendTextAsync(Encoding.UTF8.GetBytes(text));

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText() : "";
}
