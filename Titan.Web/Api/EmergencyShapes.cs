using System.Text.Json;
using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>Locks, pauses, a running flatten, its forecast and its receipts as JSON. Rows in snake_case, quantities unsigned with a side.</summary>
internal static class EmergencyShapes
{
    /// <summary>GET /api/emergency/status.</summary>
    public static object Status(EngineSnapshot snapshot) => new
    {
        masterArm = snapshot.Arm.State == ArmState.Armed,
        masterArmState = StateShapes.ArmWord(snapshot.Arm.State),
        lockCause = snapshot.Arm.Lock == LockCause.None ? null : snapshot.Arm.Lock.ToString().ToUpperInvariant(),
        since = snapshot.Arm.Since,
        by = snapshot.Arm.By,
        reason = snapshot.Arm.Reason,
        paused = snapshot.PausedByOperator || snapshot.PausedByFeed || snapshot.PausedByKill,
        pauses = new { @operator = snapshot.PausedByOperator, feed = snapshot.PausedByFeed, kill = snapshot.PausedByKill },
        killSwitch = new { active = snapshot.PausedByKill || snapshot.Arm.Lock is LockCause.Kill or LockCause.Hard },
        emergency = new { active = snapshot.Arm.Lock == LockCause.Emergency, reason = snapshot.Arm.Lock == LockCause.Emergency ? snapshot.Arm.Reason : null },
        circuitBreaker = StateShapes.Breaker(snapshot),
        flatten = snapshot.Flatten is { } run ? Run(run) : null,
        lastReceiptId = snapshot.LastFlatten?.Id,
        entryBlocks = snapshot.EntryBlocks,
    };

    /// <summary>GET /api/emergency/preview.</summary>
    public static object Forecast(FlattenForecast forecast) => new
    {
        at = forecast.At,
        positions = forecast.Legs.Select(leg => new
        {
            symbol = leg.Symbol,
            side = Side(leg.SignedQuantity),
            size = Math.Abs(leg.SignedQuantity),
            mark_price = leg.Mark,
            expected_price = leg.ExpectedPrice,
            slippage = leg.Slippage,
            fee = leg.Fee,
            depth_short = leg.DepthShort,
        }),
        entry_orders = forecast.EntryOrders,
        protective_orders = forecast.ProtectiveOrders,
        worst_cost = forecast.WorstCost,
        currency = "USDT",
    };

    /// <summary>A receipt in one row, for lists.</summary>
    public static object Summary(FlattenReceipt receipt) => new
    {
        id = receipt.Id,
        started_at = receipt.StartedAt,
        confirmed_at = receipt.ConfirmedAt,
        took_ms = receipt.Took.TotalMilliseconds,
        by = receipt.By,
        roles = receipt.Roles,
        door = receipt.Door,
        cause = Cause(receipt),
        reason = receipt.Reason,
        positions = receipt.Legs.Count,
        orders = receipt.Orders.Count,
        slippage_cost = receipt.SlippageCost,
        fees = receipt.Fees,
        equity_before = receipt.EquityBefore,
        equity_after = receipt.EquityAfter,
    };

    /// <summary>GET /api/emergency/receipts/{id}.</summary>
    public static object Receipt(FlattenReceipt receipt) => new
    {
        summary = Summary(receipt),
        legs = receipt.Legs.Select(Leg),
        orders = receipt.Orders.Select(order => new
        {
            link_id = order.ClientOrderId,
            order_id = order.VenueOrderId,
            symbol = order.Symbol,
            side = order.Side,
            type = order.Type,
            size = order.Quantity,
            price = order.Price,
            filled = order.FilledQuantity,
            average_price = order.AveragePrice,
            state = order.Status,
            reason = order.Reason,
            sent_at = order.SentAt,
            ended_at = order.EndedAt,
        }),
        steps = receipt.Steps.Select(Step),
    };

    public static string Cause(FlattenReceipt receipt) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(receipt.Cause.ToString());

    public static string Stage(FlattenStage stage) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(stage.ToString());

    public static string Side(decimal signedQuantity) => signedQuantity >= 0 ? "LONG" : "SHORT";

    private static object Run(FlattenRun run) => new
    {
        id = run.Correlation.Value,
        by = run.By,
        door = run.Door,
        cause = JsonNamingPolicy.SnakeCaseUpper.ConvertName(run.Cause.ToString()),
        reason = run.Reason,
        stage = Stage(run.Stage),
        attempt = run.Attempt,
        startedAt = run.StartedAt,
        equityBefore = run.EquityBefore,
        legs = run.Legs.Select(Leg),
        steps = run.Steps.Select(Step),
    };

    private static object Leg(FlattenLeg leg) => new
    {
        symbol = leg.Symbol,
        side = Side(leg.SignedQuantity),
        size = Math.Abs(leg.SignedQuantity),
        entry_price = leg.EntryPrice,
        reference_price = leg.ReferencePrice == 0 ? (decimal?)null : leg.ReferencePrice,
        closed = leg.ClosedQuantity,
        average_price = leg.AveragePrice,
        slippage_bps = leg.SlippageBps is { } bps ? decimal.Round(bps, 4) : (decimal?)null,
        closed_elsewhere = leg.ClosedElsewhere,
        elsewhere = leg.Elsewhere,
        remaining = leg.Remaining,
        gross_pnl = leg.GrossPnl,
        fees = leg.Fees,
        problem = leg.Problem,
        closed_at = leg.ClosedAt,
    };

    private static object Step(FlattenStep step) => new { stage = Stage(step.Stage), at = step.At, attempt = step.Attempt, detail = step.Detail };
}
