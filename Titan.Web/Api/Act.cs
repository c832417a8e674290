using System.Security.Claims;
using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>
/// The one way from an HTTP request to an engine command: the body read whole, the author with roles and door, a correlation id, the answer
/// or the refusal in the API's words.
/// </summary>
internal static class Act
{
    /// <summary>Author of a call: the account, its roles, and the door it came through.</summary>
    public static Author AuthorOf(HttpContext context)
    {
        var door = context.Request.Headers["X-Titan-Door"].ToString() is "cli" ? "cli" : "api";
        var roles = string.Join(',', context.User.FindAll(ClaimTypes.Role).Select(claim => claim.Value));
        return new Author(context.User.Identity?.Name ?? "unknown", roles, door);
    }

    /// <param name="context">The request.</param>
    /// <param name="name">Begins the correlation id.</param>
    /// <returns>The act, or the problem to answer with.</returns>
    public static async Task<(Act<T> Act, IResult? Problem)> ReadAsync<T>(HttpContext context, string name)
        where T : ReasonRequest, new()
    {
        var (body, problem) = await RequestBody.ReadAsync<T>(context);
        var engine = context.RequestServices.GetRequiredService<IEngine>();
        return (new Act<T>(context, engine, body, AuthorOf(context), engine.NewCorrelation(name)), problem);
    }

    /// <summary>An act that says nothing but why.</summary>
    public static async Task<IResult> DoAsync(HttpContext context, string name, Func<Act<ReasonRequest>, EngineCommand> command, Func<CommandResult, IResult> tell)
    {
        var (act, problem) = await ReadAsync<ReasonRequest>(context, name);
        return problem ?? await act.SendAsync(command(act), tell);
    }

    /// <summary>A refusal of the engine; complaints that begin with a field's name are filed under it.</summary>
    public static IResult Refuse(CommandResult result) => result.Status switch
    {
        CommandStatus.Invalid when result.Problems.Count > 0 => Problems.Of(400, result.Code, result.Message, null, FieldsOf(result.Problems)),
        CommandStatus.Unlisted => Problems.Of(422, result.Code, result.Message, null, FieldsOf(result.Problems)),
        CommandStatus.Invalid => Problems.Of(400, result.Code, result.Message, null, FieldsOf(result.Message)),
        CommandStatus.NotFound => Problems.Of(404, result.Code, result.Message),
        CommandStatus.Unreachable => Problems.Of(503, result.Code, result.Message),
        _ when result.Code is "NOT_READY" or "STOPPING" => Problems.Of(503, result.Code, result.Message),
        _ => Problems.Of(409, result.Code, result.Message, new { failed = result.Failed.Select(ArmEndpoints.Shape), running = result.RunningId, results = result.Rows.Select(Row) }),
    };

    /// <summary>A 400 about one field.</summary>
    public static IResult Wrong(string field, string words) =>
        Problems.Of(400, "INVALID_PAYLOAD", $"{field}: {words}", null, new Dictionary<string, string[]> { [field] = [words] });

    public static object Row(CommandRow row) => new { symbol = row.Symbol, order_id = row.OrderId, success = row.Success, fill_price = row.FillPrice, error = row.Error };

    private static Dictionary<string, string[]> FieldsOf(IReadOnlyList<ConfigProblem> problems) =>
        problems.GroupBy(problem => problem.Key, StringComparer.Ordinal).ToDictionary(field => field.Key, field => field.Select(problem => $"{problem.Value}: {problem.Allowed}").ToArray());

    // "stop_loss, take_profit: give at least one" is a complaint about both.
    private static Dictionary<string, string[]>? FieldsOf(string message)
    {
        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        var names = colon < 0 ? [] : message[..colon].Split(", ");
        return names.Length > 0 && names.All(name => name.Length > 0 && name.All(letter => char.IsAsciiLetterLower(letter) || letter == '_'))
            ? names.ToDictionary(name => name, _ => (string[])[message[(colon + 2)..]])
            : null;
    }
}

/// <summary>One act on its way from a request to the engine.</summary>
internal sealed record Act<T>(HttpContext Http, IEngine Engine, T Body, Author Author, CorrelationId Correlation)
    where T : ReasonRequest
{
    public string? Reason => Body.Reason;

    /// <summary>
    /// Sends the command. What is done, or goes on after its time to answer, is told; the rest is refused. A caller who hangs up stops
    /// waiting and stops nothing else.
    /// </summary>
    public async Task<IResult> SendAsync(EngineCommand command, Func<CommandResult, IResult> tell)
    {
        try
        {
            var result = await Engine.SendAsync(command, CancellationToken.None).WaitAsync(Http.RequestAborted);
            return result.Status is CommandStatus.Done or CommandStatus.StillRunning ? tell(result) : Act.Refuse(result);
        }
        catch (OperationCanceledException) when (Http.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
    }
}
