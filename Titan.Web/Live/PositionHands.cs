using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>What the viewer of this circuit does to one position, one order, or the books, as commands signed with the door "console".</summary>
public sealed class PositionHands(IEngine engine, AuthenticationStateProvider viewer)
{
    /// <summary>Close, modify and reconcile are for whoever trades; closing and tightening also for whoever may stop (design 3a).</summary>
    private static readonly string[] Traders = ["Operator", "RiskManager"];

    private static readonly string[] Stoppers = ["Operator", "RiskManager", "Admin"];
    private static readonly string[] AllRoles = ["Viewer", "Operator", "RiskManager", "Admin"];

    public async Task<HandRights> RightsAsync()
    {
        var user = (await viewer.GetAuthenticationStateAsync()).User;
        return new HandRights(Stoppers.Any(user.IsInRole), Traders.Any(user.IsInRole));
    }

    public Task<CommandResult> CloseAsync(string symbol, decimal? quantity, string? reason) =>
        SendAsync(Stoppers, "close", (author, id) => new ClosePositionCommand(author, reason, id, symbol, quantity));

    /// <summary>Adding or tightening a stop is stopping; loosening one and moving a target is trading.</summary>
    public Task<CommandResult> ModifyAsync(string symbol, decimal? stop, decimal? target, string? reason)
    {
        var position = engine.Snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == symbol)?.Position;
        var roles = ProtectionRule.OnlyTightens(position, stop, target) ? Stoppers : Traders;
        return SendAsync(roles, "modify", (author, id) => new ModifyProtectionCommand(author, reason, id, symbol, stop, target));
    }

    public Task<CommandResult> CancelAsync(string order) =>
        SendAsync(Stoppers, "cancel-order", (author, id) => new CancelOrderCommand(author, null, id, order));

    public Task<CommandResult> ReconcileAsync(string? reason) =>
        SendAsync(Traders, "reconcile", (author, id) => new ReconcileCommand(author, reason, id));

    /// <summary>Only a look; anyone who is signed in may.</summary>
    public Task<CommandResult> CompareAsync() => SendAsync(AllRoles, "compare", (author, id) => new CompareCommand(author, id));

    private async Task<CommandResult> SendAsync(string[] roles, string prefix, Func<Author, CorrelationId, EngineCommand> make)
    {
        var user = (await viewer.GetAuthenticationStateAsync()).User;
        if (!roles.Any(user.IsInRole))
        {
            return CommandResult.Refused("FORBIDDEN", $"Needs {string.Join(" or ", roles)}.");
        }

        // Leaving the page ends the wait, never the act.
        return await engine.SendAsync(make(AuthorOf(user), engine.NewCorrelation(prefix)), CancellationToken.None);
    }

    private static Author AuthorOf(ClaimsPrincipal user) => new(user.Identity?.Name ?? "nobody", string.Join(',', AllRoles.Where(user.IsInRole)), "console");
}

/// <summary>What the viewer may do to positions.</summary>
public sealed record HandRights(bool MayStop, bool MayTrade);
