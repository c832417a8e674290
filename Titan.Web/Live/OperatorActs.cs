using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>
/// What the viewer of this circuit may do, as engine commands signed with name, roles and the door "console". Cancelling stops the wait for
/// the answer, never the act.
/// </summary>
public sealed class OperatorActs(IEngine engine, AuthenticationStateProvider viewer)
{
    /// <summary>Roles that may stop things: FLATTEN ALL, CANCEL ALL, disarm (design 3a).</summary>
    private static readonly string[] Stoppers = ["Operator", "RiskManager", "Admin"];

    /// <summary>Roles that may arm.</summary>
    private static readonly string[] Armers = ["Operator", "RiskManager"];

    private static readonly string[] AllRoles = ["Viewer", "Operator", "RiskManager", "Admin"];

    public async Task<OperatorRights> RightsAsync()
    {
        var user = (await viewer.GetAuthenticationStateAsync()).User;
        return new OperatorRights(user.Identity?.Name ?? "nobody", Stoppers.Any(user.IsInRole), Armers.Any(user.IsInRole));
    }

    public async Task<CommandResult> ArmAsync(string? confirm, CancellationToken cancellationToken) =>
        await RightsAsync() is { MayArm: true }
            ? await engine.SendAsync(new ArmCommand(await AuthorAsync(), null, engine.NewCorrelation("arm"), confirm), cancellationToken)
            : Lacking("Needs Operator or Risk Manager.");

    public async Task<CommandResult> DisarmAsync(CancellationToken cancellationToken) =>
        await RightsAsync() is { MayStop: true }
            ? await engine.SendAsync(new DisarmCommand(await AuthorAsync(), null, engine.NewCorrelation("disarm")), cancellationToken)
            : Lacking("Needs Operator, Risk Manager or Admin.");

    public async Task<CommandResult> FlattenAsync(string? reason, CancellationToken cancellationToken) =>
        await RightsAsync() is { MayStop: true }
            ? await engine.SendAsync(new FlattenCommand(await AuthorAsync(), reason, engine.NewCorrelation("flatten")), cancellationToken)
            : Lacking("Needs Operator, Risk Manager or Admin.");

    public async Task<CommandResult> CancelEntriesAsync(CancellationToken cancellationToken) =>
        await RightsAsync() is { MayStop: true }
            ? await engine.SendAsync(new CancelAllCommand(await AuthorAsync(), null, engine.NewCorrelation("cancel"), IncludeProtective: false), cancellationToken)
            : Lacking("Needs Operator, Risk Manager or Admin.");

    private async Task<Author> AuthorAsync()
    {
        var user = (await viewer.GetAuthenticationStateAsync()).User;
        return new Author(user.Identity?.Name ?? "nobody", string.Join(',', RolesOf(user)), "console");
    }

    private static IEnumerable<string> RolesOf(ClaimsPrincipal user) => AllRoles.Where(user.IsInRole);

    private static CommandResult Lacking(string words) => CommandResult.Refused("FORBIDDEN", words);
}

/// <summary>What the viewer may do.</summary>
public sealed record OperatorRights(string Name, bool MayStop, bool MayArm);
