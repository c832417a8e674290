using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Access;

namespace Titan.Web.Live;

/// <summary>KILL SWITCH for people: the code or word is judged first, a wrong one is kept in the audit and stops nothing.</summary>
public static class KillAct
{
    /// <param name="engine">Where the switch is.</param>
    /// <param name="codes">Who judges the answer.</param>
    /// <param name="author">Who pulls, and through which door.</param>
    /// <param name="answer">Six digits, or the word KILL while the account has none.</param>
    /// <param name="reason">Why, for the receipt.</param>
    /// <param name="correlation">Marks the act.</param>
    /// <param name="cancellationToken">Stops the waiting, not the act.</param>
    /// <returns>The engine's answer; refused as WRONG_KILL_CODE or KILL_CODE_WAIT, invalid as CODE_REQUIRED.</returns>
    public static async Task<CommandResult> PullAsync(
        IEngine engine, IKillCodes codes, Author author, string? answer, string? reason, CorrelationId correlation, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(answer))
        {
            return CommandResult.Invalid("CODE_REQUIRED", $"code: your kill code, or the word {KillCodes.Word} while you have set none");
        }

        var verdict = await codes.JudgeAsync(author.Name, answer, cancellationToken);
        if (verdict.Right)
        {
            return await engine.SendAsync(new KillCommand(author, reason, correlation), cancellationToken);
        }

        _ = engine.SendAsync(new RecordAuditCommand(author, reason, engine.NewCorrelation("kill-code"), "kill-code", "Refused", "wrong kill code"), CancellationToken.None);
        return CommandResult.Refused(verdict.WaitSeconds > 0 ? "KILL_CODE_WAIT" : "WRONG_KILL_CODE", verdict.Message);
    }
}
