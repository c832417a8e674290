using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Titan.Simulator.Faults;

namespace Titan.Simulator.Binance;

/// <summary>
/// Spot's public REST under /api/v3, in the order the venue judges: faults, the address's weight, path, then the parameters. Errors are
/// <c>{"code","msg"}</c>.
/// </summary>
internal sealed class SpotRest(SpotExchange exchange, FaultBoard board, SpotWeights weights, TimeProvider clock)
{
    private const string Root = "/api/v3/";

    private readonly Dictionary<string, SpotRoute> _routes = SpotRoutes.All().ToDictionary(static route => route.Name, StringComparer.Ordinal);

    public static bool Owns(string path) => path.StartsWith(Root, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context, string path)
    {
        var fate = board.ForRequest(path);
        if (fate.DelayBeforeMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(fate.DelayBeforeMs), clock, context.RequestAborted);
        if (fate.Dropped || fate.AnswerLost)
        {
            context.Abort();
            return;
        }

        if (fate.HttpStatus > 0)
        {
            if (fate.RetryAfter > 0) context.Response.Headers.RetryAfter = fate.RetryAfter.ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(context, fate.HttpStatus, new SpotError(-1003, "Too many requests; simulated."));
            return;
        }

        var query = new SpotQuery(context.Request.Query);
        var route = _routes.GetValueOrDefault(path[Root.Length..]);
        var (status, used, retryAfter) = weights.Take(route?.Weight(query) ?? 1, exchange.NowMs);
        context.Response.Headers["X-MBX-USED-WEIGHT"] = context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = used.ToString(CultureInfo.InvariantCulture);
        if (status != StatusCodes.Status200OK)
        {
            context.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(context, status, new SpotError(-1003, "Too much request weight used; current limit is 6000 request weight per 1 MINUTE."));
            return;
        }

        if (route is null)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, new SpotError(-1000, "Path " + path + ", Method " + context.Request.Method + " is invalid"));
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            await RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, new SpotError(-1000, "Request method '" + context.Request.Method + "' is not supported."));
            return;
        }

        var (body, error) = exchange.Act(e => Run(route, e, query));
        if (error is not null) await RefuseAsync(context, StatusCodes.Status400BadRequest, error);
        else await AnswerAsync(context, StatusCodes.Status200OK, body);
    }

    private static (ReadOnlyMemory<byte> Body, SpotError? Error) Run(SpotRoute route, SpotExchange exchange, SpotQuery query)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var error = route.Run(exchange, query, writer);
        writer.Flush();
        return (buffer.WrittenMemory, error);
    }

    private static Task RefuseAsync(HttpContext context, int status, SpotError error) =>
        AnswerAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(new { code = error.Code, msg = error.Text }));

    private static async Task AnswerAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

/// <summary>What the venue says when it refuses.</summary>
internal sealed record SpotError(int Code, string Text)
{
    public static SpotError BadSymbol { get; } = new(-1121, "Invalid symbol.");

    public static SpotError Missing(string name) => new(-1102, "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.");
}
