using System.Text.Json;

namespace Titan.Web.Api;

/// <summary>Reads a request's JSON: an empty body is {} whatever its Content-Type, malformed or unknown fields are named.</summary>
public static class RequestBody
{
    private const int Most = 64 * 1024;

    /// <returns>The value, or the problem to answer with.</returns>
    public static async Task<(T Value, IResult? Problem)> ReadAsync<T>(HttpContext context)
        where T : ReasonRequest, new()
    {
        var (value, problem) = await ParseAsync<T>(context);
        return problem is null && value.Reason is { Length: > ReasonRequest.LongestReason } tooLong
            ? (value, Wrong("reason", $"{tooLong.Length} characters; at most {ReasonRequest.LongestReason}"))
            : (value, problem);
    }

    private static async Task<(T Value, IResult? Problem)> ParseAsync<T>(HttpContext context)
        where T : new()
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8 * 1024];
        int read;
        try
        {
            while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
            {
                if (buffer.Length + read > Most)
                {
                    return (new T(), Problems.Of(413, "BODY_TOO_LARGE", $"The body is larger than {Most / 1024} KB."));
                }

                buffer.Write(chunk, 0, read);
            }
        }
        catch (BadHttpRequestException problem)
        {
            return (new T(), Problems.Of(problem.StatusCode, "BODY_TOO_LARGE", problem.Message));
        }

        if (buffer.Length == 0 || buffer.ToArray().All(static letter => letter is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            return (new T(), null);
        }

        try
        {
            return (JsonSerializer.Deserialize<T>(buffer.ToArray(), ApiJson.Requests) ?? new T(), null);
        }
        catch (JsonException problem)
        {
            return (new T(), Wrong(problem.Path is { Length: > 2 } path ? path[2..] : "body", Words(problem)));
        }
    }

    private static IResult Wrong(string field, string words) =>
        Problems.Of(400, "INVALID_PAYLOAD", $"{field}: {words}", null, new Dictionary<string, string[]> { [field] = [words] });

    // The serializer's first sentence says what is wrong; the rest names our types, which are nobody's business.
    private static string Words(JsonException problem) =>
        problem.Message.Contains("could not be mapped", StringComparison.Ordinal) ? $"unknown field {Quoted(problem.Message)}"
        : problem.Message.Contains("could not be converted", StringComparison.Ordinal) ? "has the wrong type"
        : $"malformed JSON at line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}";

    private static string Quoted(string message)
    {
        var first = message.IndexOf('\'', StringComparison.Ordinal);
        var second = first < 0 ? -1 : message.IndexOf('\'', first + 1);
        return second < 0 ? "" : message[(first + 1)..second];
    }
}
