using System.Buffers;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Titan.Simulator.Exchange;
using Titan.Simulator.Faults;

namespace Titan.Simulator.Rest;

/// <summary>The doors that are no venue's: /faults and /ledger, for this machine alone.</summary>
internal sealed class ControlDoor(Venue venue, FaultBoard board, Action<string> disconnect, Action<TimeSpan> announceShutdown)
{
    private static readonly TimeSpan s_noticeBeforeShutdown = TimeSpan.FromSeconds(10);

    public static bool Owns(string path) => path is "/faults" or "/ledger";

    public async Task HandleAsync(HttpContext context, string path)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        var method = context.Request.Method;
        if (path == "/ledger" && HttpMethods.IsGet(method))
        {
            await AnswerAsync(context, StatusCodes.Status200OK, venue.Act(v => Write(writer => Ledger.Write(writer, v))));
        }
        else if (path == "/faults" && HttpMethods.IsGet(method))
        {
            await AnswerAsync(context, StatusCodes.Status200OK, Write(WriteFaults));
        }
        else if (path == "/faults" && HttpMethods.IsDelete(method))
        {
            board.Clear();
            await AnswerAsync(context, StatusCodes.Status200OK, Write(WriteFaults));
        }
        else if (path == "/faults" && HttpMethods.IsPost(method))
        {
            await PutUpAsync(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
    }

    private async Task PutUpAsync(HttpContext context)
    {
        var problems = new List<string>();
        FaultOrder? order = null;
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            order = FaultOrder.Read(document.RootElement, problems);
        }
        catch (JsonException)
        {
            // Answered below: the caller sees that its text is no JSON.
            problems.Add("body: not valid JSON");
        }
        if (order is { Kind: "positionDrift" }) Drift(order, problems);
        if (order is { Kind: "liquidate" }) Liquidate(order, problems);
        if (order is null || problems.Count > 0)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, Write(writer =>
            {
                writer.WriteStartArray("problems");
                foreach (var problem in problems) writer.WriteStringValue(problem);
                writer.WriteEndArray();
            }));
            return;
        }
        var passing = order.Kind is "positionDrift" or "liquidate" or "serverShutdown" || (order is { Kind: "disconnect", DurationMs: null });
        var id = passing ? 0 : board.Add(order).Id;
        if (order.Kind == "disconnect") disconnect(order.Stream);
        if (order.Kind == "serverShutdown") announceShutdown(order.DelayMs > 0 ? TimeSpan.FromMilliseconds(order.DelayMs) : s_noticeBeforeShutdown);
        await AnswerAsync(context, StatusCodes.Status200OK, Write(writer =>
        {
            writer.WriteNumber("id", id);
            writer.WriteString("kind", order.Kind);
        }));
    }

    /// <summary>Moves the position as another client of the same account would: a market order without orderLinkId.</summary>
    private void Drift(FaultOrder order, List<string> problems)
    {
        var verdict = venue.Act(v =>
        {
            if (!v.Instruments.TryGetValue(order.Symbol, out var instrument)) return Verdict.Parameter("symbol: '" + order.Symbol + "' is unknown");
            var position = instrument.Position;
            if (order.Close && position.IsFlat) return Verdict.Ok;
            var listener = v.Listener;
            var before = v.Sequence;
            if (order.Silent) v.Listener = new SilentListener();
            try
            {
                return v.Desk.Create(new OrderTicket
                {
                    Symbol = order.Symbol,
                    Side = order.Close ? position.ClosingSide.ToString() : order.Side,
                    OrderType = "Market",
                    Qty = order.Close ? position.Quantity : order.Qty,
                    ReduceOnly = order.Close,
                }).Verdict;
            }
            finally
            {
                foreach (var execution in v.Account.Executions.Where(e => e.Sequence > before)) execution.Unlisted = order.Unlisted;
                v.Listener = listener;
            }
        });
        if (!verdict.IsOk) problems.Add(verdict.Message);
    }

    /// <summary>The venue takes the position over as if its margin were used up. Without a position nothing happens.</summary>
    private void Liquidate(FaultOrder order, List<string> problems)
    {
        var verdict = venue.Act(v =>
        {
            if (!v.Instruments.TryGetValue(order.Symbol, out var instrument)) return Verdict.Parameter("symbol: '" + order.Symbol + "' is unknown");
            if (!instrument.Position.IsFlat) v.Liquidator.TakeOver(instrument.Position);
            return Verdict.Ok;
        });
        if (!verdict.IsOk) problems.Add(verdict.Message);
    }

    private void WriteFaults(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("faults");
        foreach (var fault in board.InForce())
        {
            var order = fault.Order;
            writer.WriteStartObject();
            writer.WriteNumber("id", fault.Id);
            writer.WriteString("kind", order.Kind);
            writer.WriteNumber("hits", fault.Hits);
            if (fault.Left is { } left) writer.WriteNumber("left", left);
            if (fault.ExpiresMs is { } expires) writer.WriteNumber("expires", expires);
            writer.WriteNumber("probability", order.Probability);
            foreach (var (name, value) in ((string, string)[])[("path", order.Path), ("stream", order.Stream), ("symbol", order.Symbol), ("topic", order.Topic)])
                if (value.Length > 0) writer.WriteString(name, value);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("kinds");
        foreach (var kind in FaultKind.All.Keys) writer.WriteStringValue(kind);
        writer.WriteEndArray();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static async Task AnswerAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
