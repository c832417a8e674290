using Titan.Engine.Guard;

namespace Titan.Web.Guard;

/// <summary>The guard and its receipts as JSON, rows in snake_case as in the rest of the API.</summary>
internal static class GuardShapes
{
    /// <summary>GET /api/guard.</summary>
    public static object Of(GuardView? view, IReadOnlyList<GuardReceipt> receipts) => new
    {
        state = view?.State,
        last_beat = view?.LastBeat,
        silent_for_seconds = view?.SilentForSeconds,
        engine_lives = view?.EngineLives,
        receipts = receipts.Select(Receipt),
    };

    /// <summary>Answer to an act.</summary>
    public static object Answer(GuardReceipt receipt) => new
    {
        success = receipt.Ended is not null,
        message = receipt.Steps.Count == 0 ? "Nothing was to do." : receipt.Steps[^1].Detail,
        positions_closed = receipt.Steps.Where(step => step is { Act: "close", Ok: true }).Select(step => step.Symbol).Distinct().Count(),
        results = receipt.Steps.Where(step => step.Act == "close").Select(step => new { symbol = step.Symbol, success = step.Ok, detail = step.Detail }),
        receipt = Receipt(receipt),
    };

    private static object Receipt(GuardReceipt receipt) => new
    {
        id = receipt.Id,
        cause = receipt.Cause,
        by = receipt.By,
        roles = receipt.Roles,
        reason = receipt.Reason,
        last_beat = receipt.LastBeat,
        silent_for_seconds = receipt.SilentForSeconds,
        started_at = receipt.StartedAt,
        ended_at = receipt.EndedAt,
        ended = receipt.Ended,
        steps = receipt.Steps.Select(step => new { at = step.At, act = step.Act, symbol = step.Symbol, success = step.Ok, detail = step.Detail }),
    };
}
