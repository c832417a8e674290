using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace Titan.Web.Api;

/// <summary>Errors of the API: RFC 9457 problem details with the seeds' fields beside them.</summary>
public static class Problems
{
    /// <summary>A refusal as a result.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">Stable word.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="details">More for programs, such as failed preconditions.</param>
    /// <param name="errors">Complaints per field.</param>
    public static IResult Of(int status, string code, string message, object? details = null, IReadOnlyDictionary<string, string[]>? errors = null) =>
        Results.Json(Body(status, code, message, details, errors), ApiJson.Options, "application/problem+json", status);

    public static Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return JsonSerializer.SerializeAsync(context.Response.Body, Body(status, code, message, null, null), ApiJson.Options, context.RequestAborted);
    }

    /// <summary>The last answer: what nobody caught. The log has the exception, the caller gets words.</summary>
    public static Task WriteFailureAsync(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException { StatusCode: 413 } => WriteAsync(context, 413, "BODY_TOO_LARGE", "The body is larger than 64 KB."),
        BadHttpRequestException problem => WriteAsync(context, problem.StatusCode, "BAD_REQUEST", problem.Message),
        _ => WriteAsync(context, 500, "INTERNAL", "Something in Titan failed; the log has it. Stopping acts can be repeated safely."),
    };

    private static Dictionary<string, object?> Body(int status, string code, string message, object? details, IReadOnlyDictionary<string, string[]>? errors) => new()
    {
        ["type"] = $"urn:titan:{code.ToLowerInvariant().Replace('_', '-')}",
        ["title"] = Title(status),
        ["status"] = status,
        ["detail"] = message,
        ["errors"] = errors,
        ["success"] = false,
        ["error"] = code,
        ["message"] = message,
        ["details"] = details ?? new { },
        ["timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private static string Title(int status) => status switch
    {
        400 => "The request is wrong",
        401 => "Not signed in",
        403 => "Not allowed",
        404 => "Not found",
        409 => "The state does not allow it",
        413 => "Too large",
        422 => "Not possible",
        426 => "Upgrade required",
        429 => "Too many requests",
        503 => "Not available now",
        _ => "Error",
    };
}
