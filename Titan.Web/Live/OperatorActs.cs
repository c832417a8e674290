using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Web.Access;
using Titan.Web.Shift;

namespace Titan.Web.Live;

/// <summary>
/// What the viewer of this circuit may do, as engine commands signed with name, roles and the door "console". Cancelling stops the wait for
/// the answer, never the act.
/// </summary>
public sealed class OperatorActs(IEngine engine, IKillCodes codes, Acknowledgements seen, SignOffs signed, AuthenticationStateProvider viewer)
{
    public const string NeedsStop = "Needs Operator, Risk Manager or Admin.";
    public const string NeedsTrade = "Needs Operator or Risk Manager.";
    public const string NeedsRisk = "Needs Risk Manager.";

    /// <summary>Roles that may stop things: FLATTEN ALL, CANCEL ALL, KILL SWITCH, disarm, close (design 3a).</summary>
    private static readonly string[] Stoppers = ["Operator", "RiskManager", "Admin"];

    /// <summary>Roles that may arm, reconcile, loosen.</summary>
    private static readonly string[] Armers = ["Operator", "RiskManager"];

    private static readonly string[] AllRoles = ["Viewer", "Operator", "RiskManager", "Admin"];

    public async Task<OperatorRights> RightsAsync() => RightsOf((await viewer.GetAuthenticationStateAsync()).User);

    /// <summary>What a signed-in person may do.</summary>
    public static OperatorRights RightsOf(ClaimsPrincipal user) =>
        new(user.Identity?.Name ?? "nobody", Stoppers.Any(user.IsInRole), Armers.Any(user.IsInRole), user.IsInRole("RiskManager"));

    /// <summary>Who acts, with the roles that count, through which door.</summary>
    public static Author AuthorOf(ClaimsPrincipal user, string door) =>
        new(user.Identity?.Name ?? "nobody", string.Join(',', AllRoles.Where(user.IsInRole)), door);

    public Task<CommandResult> ArmAsync(string? confirm, CancellationToken cancellationToken) =>
        TradeAsync("arm", (author, id) => new ArmCommand(author, null, id, confirm), cancellationToken);

    public Task<CommandResult> DisarmAsync(CancellationToken cancellationToken) =>
        StopAsync("disarm", (author, id) => new DisarmCommand(author, null, id), cancellationToken);

    public Task<CommandResult> PauseAsync(bool paused, CancellationToken cancellationToken) => paused
        ? StopAsync("pause", (author, id) => new PauseCommand(author, null, id, true), cancellationToken)
        : TradeAsync("resume", (author, id) => new PauseCommand(author, null, id, false), cancellationToken);

    public Task<CommandResult> FlattenAsync(string? reason, CancellationToken cancellationToken) =>
        StopAsync("flatten", (author, id) => new FlattenCommand(author, reason, id), cancellationToken);

    public Task<CommandResult> CancelEntriesAsync(CancellationToken cancellationToken) =>
        StopAsync("cancel", (author, id) => new CancelAllCommand(author, null, id, IncludeProtective: false), cancellationToken);

    /// <summary>The viewer has a kill code of its own, so the word is not asked.</summary>
    public async Task<bool> AsksKillCodeAsync(CancellationToken cancellationToken) => await codes.IsSetAsync((await RightsAsync()).Name, cancellationToken);

    public async Task<CommandResult> KillAsync(string? answer, string? reason, CancellationToken cancellationToken) => (await RightsAsync()).MayStop
        ? await KillAct.PullAsync(engine, codes, await AuthorAsync(), answer, reason, engine.NewCorrelation("kill"), cancellationToken)
        : Lacking(NeedsStop);

    public Task<CommandResult> ReleaseAsync(string? reason, CancellationToken cancellationToken) =>
        LiftAsync("release", (author, id) => new ReleaseCommand(author, reason, id), cancellationToken);

    public Task<CommandResult> ResetBreakerAsync(string? reason, CancellationToken cancellationToken) =>
        LiftAsync("breaker-reset", (author, id) => new ResetBreakerCommand(author, reason, id), cancellationToken);

    public Task<CommandResult> ClearEmergencyAsync(string? reason, CancellationToken cancellationToken) =>
        LiftAsync("clear", (author, id) => new EmergencyCommand(author, reason, id, Clear: true), cancellationToken);

    /// <summary>Sets limits of risk anew, by the names of the API; <paramref name="confirm"/> is the word that was typed.</summary>
    public Task<CommandResult> ChangeLimitsAsync(IReadOnlyDictionary<string, decimal> limits, string? confirm, string? reason, CancellationToken cancellationToken) =>
        LiftAsync("config", (author, id) => new ChangeLimitsCommand(author, reason, id, limits, confirm), cancellationToken);

    /// <summary>Puts a symbol on the whitelist or takes it off; the engine may ask the venue first.</summary>
    public Task<CommandResult> ChangeWhitelistAsync(string symbol, bool add, string? reason, CancellationToken cancellationToken) =>
        LiftAsync("whitelist", (author, id) => new ChangeWhitelistCommand(author, reason, id, symbol, add), cancellationToken);

    /// <summary>Returns to an older version of the settings by a new one equal to it.</summary>
    public Task<CommandResult> ReturnAsync(SettingsAccepted target, string? confirm, string? reason, CancellationToken cancellationToken) =>
        LiftAsync("rollback", (author, id) => new RollbackSettingsCommand(author, reason, id, target, confirm), cancellationToken);

    /// <summary>The viewer has seen an alert; kept in the audit with the note.</summary>
    public async Task<CommandResult> AcknowledgeAsync(long alert, string? note, CancellationToken cancellationToken) =>
        (await RightsAsync()).MayStop ? await seen.AcknowledgeAsync(await AuthorAsync(), alert, note, cancellationToken) : Lacking(NeedsStop);

    /// <summary>The viewer went through a checklist, or takes the shift over; kept in the audit with the note.</summary>
    public async Task<CommandResult> SignAsync(ShiftList list, string summary, string? note, bool taken, CancellationToken cancellationToken) =>
        (await RightsAsync()).MayStop ? await signed.SignAsync(await AuthorAsync(), list, summary, note, taken, cancellationToken) : Lacking(NeedsStop);

    private async Task<CommandResult> StopAsync(string name, Func<Author, CorrelationId, EngineCommand> command, CancellationToken cancellationToken) =>
        (await RightsAsync()).MayStop ? await SendAsync(name, command, cancellationToken) : Lacking(NeedsStop);

    private async Task<CommandResult> TradeAsync(string name, Func<Author, CorrelationId, EngineCommand> command, CancellationToken cancellationToken) =>
        (await RightsAsync()).MayArm ? await SendAsync(name, command, cancellationToken) : Lacking(NeedsTrade);

    private async Task<CommandResult> LiftAsync(string name, Func<Author, CorrelationId, EngineCommand> command, CancellationToken cancellationToken) =>
        (await RightsAsync()).MayLift ? await SendAsync(name, command, cancellationToken) : Lacking(NeedsRisk);

    private async Task<CommandResult> SendAsync(string name, Func<Author, CorrelationId, EngineCommand> command, CancellationToken cancellationToken) =>
        await engine.SendAsync(command(await AuthorAsync(), engine.NewCorrelation(name)), cancellationToken);

    private async Task<Author> AuthorAsync() => AuthorOf((await viewer.GetAuthenticationStateAsync()).User, "console");

    private static CommandResult Lacking(string words) => CommandResult.Refused("FORBIDDEN", words);
}

/// <summary>What the viewer may do.</summary>
/// <param name="Name">Account.</param>
/// <param name="MayStop">Stop, close, tighten.</param>
/// <param name="MayArm">Arm, resume, reconcile, loosen.</param>
/// <param name="MayLift">What a Risk Manager does: release a kill, reset the breaker, clear an emergency, change limits, return to a version.</param>
public sealed record OperatorRights(string Name, bool MayStop, bool MayArm, bool MayLift = false);
