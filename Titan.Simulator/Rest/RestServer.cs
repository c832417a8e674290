using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Titan.Simulator.Exchange;
using Titan.Simulator.Faults;

namespace Titan.Simulator.Rest;

/// <summary>
/// The venue's REST face, in the order the venue judges: address limit, path, method, key, time, signature, endpoint
/// budget, and only then what was asked.
/// </summary>
internal sealed class RestServer(Venue venue, Signatures signatures, RateLimiter limiter, FaultBoard board, TimeProvider clock)
{
    private const int LongestBody = 1_000_000;

    private readonly Dictionary<string, Route> _routes =
        MarketRoutes.All().Concat(OrderRoutes.All()).Concat(PositionRoutes.All()).Concat(AccountRoutes.All())
            .ToDictionary(static route => route.Path, StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext context, string path)
    {
        var fate = board.ForRequest(path);
        if (fate.DelayBeforeMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(fate.DelayBeforeMs), clock, context.RequestAborted);
        if (fate.Dropped)
        {
            context.Abort();
            return;
        }
        if (fate.HttpStatus > 0)
        {
            await PlainAsync(context, fate.HttpStatus, fate.HttpStatus == 403 ? "access too frequent" : "simulated");
            return;
        }
        if (!limiter.AdmitsAddress(venue.NowMs))
        {
            await PlainAsync(context, StatusCodes.Status403Forbidden, "403, access too frequent");
            return;
        }
        if (!_routes.TryGetValue(path, out var route))
        {
            await PlainAsync(context, StatusCodes.Status404NotFound, "path not found");
            return;
        }
        if (context.Request.Method != route.Method)
        {
            await PlainAsync(context, StatusCodes.Status400BadRequest, "bad method");
            return;
        }
        var payload = await ReadBodyAsync(context);
        if (payload is null || (route.Method == "GET" && payload.Length > 0))
        {
            await PlainAsync(context, StatusCodes.Status403Forbidden, "a GET carries no body");
            return;
        }

        var reply = Judge(context, route, payload, fate, out var rate, out var status);
        if (fate.AnswerLost)
        {
            context.Abort();
            return;
        }
        if (fate.DelayAfterMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(fate.DelayAfterMs), clock, context.RequestAborted);
        if (rate is { } state)
            foreach (var (name, value) in state.Headers()) context.Response.Headers[name] = value;
        var now = venue.NowMs;
        context.Response.Headers["Timenow"] = now.ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        var body = reply.Envelope(now);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private RestReply Judge(HttpContext context, Route route, byte[] payload, RequestFate fate, out RateState? rate, out int status)
    {
        rate = null;
        status = StatusCodes.Status200OK;
        var rawQuery = context.Request.QueryString.Value is { Length: > 0 } query ? query[1..] : "";
        if (route.IsPrivate)
        {
            var headers = context.Request.Headers;
            string key = headers["X-BAPI-API-KEY"].ToString(), timestamp = headers["X-BAPI-TIMESTAMP"].ToString();
            string window = headers["X-BAPI-RECV-WINDOW"].ToString(), signature = headers["X-BAPI-SIGN"].ToString();
            if (key.Length == 0 || timestamp.Length == 0 || signature.Length == 0)
            {
                status = StatusCodes.Status401Unauthorized;
                return RestReply.Refused(Signatures.BadKey);
            }
            var signed = route.Method == "GET" ? Encoding.UTF8.GetBytes(rawQuery) : payload;
            if (signatures.Judge(key, timestamp, window, signature, signed, venue.NowMs) is { IsOk: false } refused) return RestReply.Refused(refused);
        }
        if (!TryParse(payload, out var body)) return RestReply.Refused(Verdict.Parameter("Request parameter error: the body is not valid JSON"));
        if (route.PerSecond > 0)
        {
            rate = limiter.Take(route.Path, route.PerSecond, OrderCommands.Cost(route.Path, body), venue.NowMs);
            if (!rate.Value.Allowed) return RestReply.Refused(new Verdict(10006, "Too many visits. Exceeded the API Rate Limit."));
        }
        if (fate.Code != 0) return RestReply.Refused(new Verdict(fate.Code, fate.Message.Length > 0 ? fate.Message : "simulated refusal"));
        var call = new RestCall(rawQuery, body);
        try
        {
            return venue.Act(v => route.Run(v, call));
        }
        catch (OverflowException)
        {
            // A time or number of no possible size in a query; orders are held to their filters before they are reckoned with.
            return RestReply.Refused(Verdict.Parameter("Request parameter error."));
        }
    }

    private static bool TryParse(byte[] payload, out JsonElement body)
    {
        body = default;
        if (payload.Length == 0) return true;
        try
        {
            body = JsonElement.Parse(payload);
            return body.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            // The venue answers a parameter error, which the caller of this makes.
            return false;
        }
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LongestBody) return null;
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.Length > LongestBody ? null : buffer.ToArray();
    }

    private static async Task PlainAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
