using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Titan.Engine.Kernel;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>The signed-in account: who it is, and its kill code.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/account", async (HttpContext context, KillCodes codes) =>
        {
            var author = Act.AuthorOf(context);
            return Results.Json(new { name = author.Name, roles = author.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries), killCodeSet = await codes.IsSetAsync(author.Name, context.RequestAborted) });
        }).WithSummary("The signed-in account, its roles, and whether it has a kill code.");
        app.MapPost("/api/account/kill-code", (Delegate)SetKillCodeAsync).Acts(Roles.Stop, "Sets the account's own six-digit kill code; asks its password.", typeof(KillCodeRequest));
    }

    private static async Task<IResult> SetKillCodeAsync(HttpContext context, KillCodes codes, FailedSignIns failures)
    {
        var (act, problem) = await Act.ReadAsync<KillCodeRequest>(context, "kill-code");
        if (problem is not null)
        {
            return problem;
        }

        var address = Caller.Of(context).Key;
        if (!failures.MayTry(address))
        {
            context.Response.Headers.RetryAfter = "60";
            return Problems.Of(429, "TOO_MANY_FAILURES", "Too many wrong passwords from this address; wait a minute.");
        }

        try
        {
            var refusal = await codes.SetAsync(act.Author.Name, act.Body.Password ?? "", act.Body.Code ?? "", context.RequestAborted);
            if (refusal == KillCodeRefusal.WrongPassword)
            {
                failures.Count(address);
            }

            await RecordAsync(act, refusal);
            return refusal switch
            {
                KillCodeRefusal.NotSixDigits => Act.Wrong("code", "six digits"),
                KillCodeRefusal.WrongPassword => Problems.Of(403, "WRONG_PASSWORD", "password: wrong, or the account waits after too many", null, new Dictionary<string, string[]> { ["password"] = ["wrong, or the account waits after too many"] }),
                _ => Results.Json(new { success = true, message = "Your kill code is set. KILL SWITCH asks for it from now on." }),
            };
        }
        catch (Exception full) when (full is DbUpdateException or DbException)
        {
            return Problems.Of(503, "NOT_SAVED", "The kill code could not be saved: the database cannot be written. What was asked before still holds.");
        }
    }

    private static Task<CommandResult> RecordAsync(Act<KillCodeRequest> act, KillCodeRefusal refusal)
    {
        var result = refusal == KillCodeRefusal.None ? "Done" : "Refused";
        return act.Engine.SendAsync(new RecordAuditCommand(act.Author, act.Reason, act.Correlation, "set-kill-code", result, refusal == KillCodeRefusal.None ? null : refusal.ToString()), CancellationToken.None);
    }
}
