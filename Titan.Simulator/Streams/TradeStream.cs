using System.Globalization;
using System.Text.Json;
using Titan.Simulator.Exchange;
using Titan.Simulator.Faults;
using Titan.Simulator.Rest;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Streams;

/// <summary>Order entry by socket: each frame is one request with its own timestamp, answered under its reqId.</summary>
internal sealed class TradeStream(Venue venue, RateLimiter limiter, FaultBoard board, TimeProvider clock)
{
    private const int RequestIdsKept = 50_000;

    public async Task HandleAsync(StreamConnection connection, JsonElement frame, string operation, string requestId)
    {
        if (!connection.IsAuthenticated)
        {
            // The live venue sends permission refusals without a reqId.
            connection.Send(Answers.Trade(connection, 10005, "Permission denied, please check your API key permissions.", "", operation));
            return;
        }
        if (!OrderCommands.Operations.TryGetValue(operation, out var path))
        {
            connection.Send(Answers.Trade(connection, 10404, "op type is not found", requestId, operation));
            return;
        }
        if (board.TradeRestarting())
        {
            connection.Send(Answers.Trade(connection, 10019, "ws trade service is restarting", requestId, operation));
            return;
        }
        if (requestId.Length > 0 && !Remember(connection, requestId))
        {
            connection.Send(Answers.Trade(connection, 20006, "reqId is duplicated", requestId, operation));
            return;
        }
        var fate = board.ForRequest(path);
        if (fate.Dropped)
        {
            connection.Abort();
            return;
        }
        if (fate.DelayBeforeMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(fate.DelayBeforeMs), clock, connection.Closed);
        var (reply, rate) = Execute(frame, path, fate);
        if (fate.AnswerLost) return;
        if (fate.DelayAfterMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(fate.DelayAfterMs), clock, connection.Closed);
        connection.Send(Answer(connection, operation, requestId, reply, rate));
    }

    private (RestReply Reply, RateState? Rate) Execute(JsonElement frame, string path, RequestFate fate)
    {
        var header = new JsonFields(frame.TryGetProperty("header", out var element) ? element : default);
        if (Signatures.JudgeTime(header.Text("X-BAPI-TIMESTAMP"), header.Text("X-BAPI-RECV-WINDOW"), venue.NowMs) is { IsOk: false } late)
            return (RestReply.Refused(late), null);
        if (fate.HttpStatus > 0) return (RestReply.Refused(new Verdict(fate.HttpStatus == 429 ? 10429 : fate.HttpStatus == 403 ? 10403 : 10016, "simulated")), null);
        if (!frame.TryGetProperty("args", out var arguments) || arguments.ValueKind != JsonValueKind.Array || arguments.GetArrayLength() != 1)
            return (RestReply.Refused(Verdict.Parameter("args: exactly one request is expected")), null);
        var body = arguments[0];
        var rate = limiter.Take(path, OrderCommands.PerSecond, OrderCommands.Cost(path, body), venue.NowMs);
        if (!rate.Allowed) return (RestReply.Refused(new Verdict(10006, "Too many visits. Exceeded the API Rate Limit.")), rate);
        if (fate.Code != 0) return (RestReply.Refused(new Verdict(fate.Code, fate.Message.Length > 0 ? fate.Message : "simulated refusal")), rate);
        return (venue.Act(v => OrderCommands.Run(path, v, body)), rate);
    }

    private byte[] Answer(StreamConnection connection, string operation, string requestId, RestReply reply, RateState? rate) => Answers.Write(writer =>
    {
        if (requestId.Length > 0) writer.WriteString("reqId", requestId);
        writer.WriteNumber("retCode", reply.Code);
        writer.WriteString("retMsg", reply.Message);
        writer.WriteString("op", operation);
        writer.WritePropertyName("data");
        writer.WriteRawValue(reply.Result.Span, skipInputValidation: true);
        writer.WritePropertyName("retExtInfo");
        writer.WriteRawValue(reply.Extra.Span, skipInputValidation: true);
        writer.WriteStartObject("header");
        if (rate is { } state)
            foreach (var (name, value) in state.Headers()) writer.WriteString(name, value);
        writer.WriteString("Timenow", venue.NowMs.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteString("connId", connection.Id);
    });

    private static bool Remember(StreamConnection connection, string requestId)
    {
        if (connection.RequestIds.Count >= RequestIdsKept) connection.RequestIds.Clear();
        return connection.RequestIds.Add(requestId);
    }
}
