using Microsoft.AspNetCore.Http.HttpResults;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Access;
using Titan.Web.Live;

namespace Titan.Web.OnCall;

/// <summary>What a form says: its act's correlation id, its reason, its ticked boxes.</summary>
public sealed class OnCallFields(CorrelationId id, IFormCollection? form)
{
    private const int LongestReason = 500;

    public CorrelationId Id => id;

    public string? Reason => form?["reason"].ToString().Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestReason)] : null;

    public string? Code => form?["code"].ToString();

    public bool Says(string box) => form?[box].ToString() is "yes" or "true" or "on";
}

/// <summary>The one way from a plain form to an engine command: antiforgery, the form's own id, the command, the answer as a page.</summary>
internal static class OnCallAct
{
    public static Task<IResult> DoAsync(HttpContext context, string act, Func<Author, OnCallFields, EngineCommand> command, string? confirm = null) =>
        AnswerAsync(context, act, confirm, (engine, author, fields) => engine.SendAsync(command(author, fields), CancellationToken.None));

    public static Task<IResult> KillAsync(HttpContext context) => AnswerAsync(
        context,
        "kill",
        null,
        (engine, author, fields) => KillAct.PullAsync(
            engine, context.RequestServices.GetRequiredService<IKillCodes>(), author, fields.Code, fields.Reason, fields.Id, CancellationToken.None));

    private static async Task<IResult> AnswerAsync(HttpContext context, string act, string? confirm, Func<IEngine, Author, OnCallFields, Task<CommandResult>> send)
    {
        context.Response.Headers.CacheControl = "no-store";
        // Basic is sent by programs and never by a foreign page's form; everything a browser sends by itself needs the token.
        var byProgram = context.User.Identity?.AuthenticationType == BasicHandler.SchemeName;
        if (!byProgram && !await Doors.HasTokenAsync(context))
        {
            return Tell(context, act, CommandResult.Invalid("ANTIFORGERY", "The form was too old or not from this page. Nothing was done; press again below."), false);
        }

        var forms = context.RequestServices.GetRequiredService<OnCallForms>();
        var author = OperatorActs.AuthorOf(context.User, "oncall");
        var fields = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var form = forms.Read(author.Name, act, fields?["form"].ToString()) ?? (byProgram ? forms.Fresh(act) : null);
        if (form is null)
        {
            return Tell(context, act, CommandResult.Invalid("FORM_UNKNOWN", "The form was not drawn for this account and act. Nothing was done; press again below."), false);
        }

        if (confirm is not null && !new OnCallFields(form.Id, fields).Says("confirm"))
        {
            return Tell(context, act, CommandResult.Invalid("NOT_CONFIRMED", confirm), false);
        }

        var engine = context.RequestServices.GetRequiredService<IEngine>();
        try
        {
            var outcome = await forms.OnceAsync(form, author.Name, id => send(engine, author, new OnCallFields(id, fields)), context.RequestAborted);
            return Tell(context, act, outcome.Result, outcome.Replayed);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
    }

    private static RazorComponentResult<OnCallAnswer> Tell(HttpContext context, string act, CommandResult result, bool replayed) => new(new Dictionary<string, object?>
    {
        ["Visit"] = OnCallVisit.Of(context, null, false),
        ["Act"] = act,
        ["Result"] = result,
        ["Replayed"] = replayed,
    })
    {
        PreventStreamingRendering = true,
        StatusCode = result.Status switch
        {
            CommandStatus.Done or CommandStatus.StillRunning => 200,
            CommandStatus.Invalid => 400,
            CommandStatus.NotFound => 404,
            CommandStatus.Unreachable => 503,
            _ => result.Code is "WRONG_KILL_CODE" or "KILL_CODE_WAIT" or "FORBIDDEN" ? 403 : result.Code is "NOT_READY" or "STOPPING" ? 503 : 409,
        },
    };
}
