using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>One position: close it, reduce it, move or remove its stop and target.</summary>
internal static class PositionEndpoints
{
    public static void MapPositionActs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/positions/{symbol}/close", (Delegate)CloseAsync).Acts(Roles.Stop, "Closes a position, or reduces it by quantity, reduce-only at market; in every state.", typeof(ClosePositionRequest));
        app.MapPost("/api/positions/{symbol}/modify", (Delegate)ModifyAsync).Acts(Roles.Stop, "Moves stop or target on the venue; 0 or null removes. Loosening or removing a stop needs a reason.", typeof(ModifyPositionRequest));
    }

    private static async Task<IResult> CloseAsync(HttpContext context, string symbol)
    {
        var (act, problem) = await Act.ReadAsync<ClosePositionRequest>(context, "close");
        return problem ?? await act.SendAsync(new ClosePositionCommand(act.Author, act.Reason, act.Correlation, symbol, act.Body.Quantity), result => Told(symbol, result));
    }

    private static async Task<IResult> ModifyAsync(HttpContext context, string symbol)
    {
        var (act, problem) = await Act.ReadAsync<ModifyPositionRequest>(context, "modify");
        if (problem is not null)
        {
            return problem;
        }

        // Adding or tightening a stop is stopping and open to whoever may stop; the rest is trading.
        var position = act.Engine.Snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == symbol)?.Position;
        var refusal = OnlyTightens(position, act.Body) ? null : Doors.MoreThanStopping(context, "Moving a target, or loosening a stop,", Roles.Operator, Roles.RiskManager);
        return refusal ?? await act.SendAsync(
            new ModifyProtectionCommand(act.Author, act.Reason, act.Correlation, symbol, act.Body.StopLoss, act.Body.TakeProfit), result => Told(symbol, result));
    }

    private static bool OnlyTightens(Position? position, ModifyPositionRequest request) =>
        request is { StopLoss: > 0, TakeProfit: null }
        && ((position?.StopLoss ?? position?.WantedStop) is not { } current || (request.StopLoss.Value - current) * Math.Sign(position!.SignedQuantity) >= 0);

    private static IResult Told(string symbol, CommandResult result) => Results.Json(
        new
        {
            success = result.Status == CommandStatus.Done,
            symbol,
            fill_price = result.Rows is [var first, ..] ? first.FillPrice : null,
            results = result.Rows.Select(Act.Row),
            duration_ms = Math.Round(result.Duration.TotalMilliseconds),
            message = result.Message,
            error = result.Status == CommandStatus.Done ? null : result.Code,
        },
        ApiJson.Options);
}
