using System.Text.Json;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>Facts and snapshots as the messages of spec titan-trading 7.3: type, timestamp, seq, data.</summary>
internal static class PushMessages
{
    public static byte[] Envelope(string type, long seq, DateTimeOffset at, object data) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, timestamp = at.ToUnixTimeMilliseconds(), seq, data }, ApiJson.WithNulls);

    /// <summary>The whole picture: first message of a connection, and on request.</summary>
    public static object State(EngineSnapshot snapshot, DateTimeOffset now) => new
    {
        status = StateShapes.Status(snapshot, now),
        equity = StateShapes.Equity(snapshot),
        positions = snapshot.Positions.Select(StateShapes.Position),
        orders = snapshot.WorkingOrders.Select(StateShapes.Order),
    };

    public static object Equity(EngineSnapshot snapshot) => new
    {
        equity = snapshot.Equity.Known ? snapshot.Equity.Equity : (decimal?)null,
        daily_pnl = snapshot.Equity.Known ? snapshot.Equity.DailyPnl : (decimal?)null,
        daily_pnl_pct = snapshot.Equity.Known ? snapshot.Equity.DailyPnlFraction * 100m : (decimal?)null,
        weekly_pnl = (decimal?)null,
        weekly_pnl_pct = (decimal?)null,
        total_pnl = snapshot.Equity.RealizedPnl - snapshot.Equity.FeesPaid - snapshot.Equity.FundingPaid,
        high_watermark = snapshot.Equity.HighWatermark,
        drawdown_pct = snapshot.Equity.PeakDrawdown * 100m,
    };

    /// <summary>The message a fact makes, or null when tools do not hear of it.</summary>
    public static (string Type, object Data)? Of(Fact fact, EngineSnapshot snapshot) => fact switch
    {
        ArmChanged arm => ("MASTER_ARM_CHANGE", new
        {
            master_arm = arm.To == ArmState.Armed,
            previous_state = StateShapes.ArmWord(arm.From),
            state = StateShapes.ArmWord(arm.To),
            changed_by = arm.By,
            reason = arm.Reason,
            auto_disabled = arm.By == "system" && arm.From == ArmState.Armed,
        }),
        BreakerTripped or BreakerReset => ("CIRCUIT_BREAKER_UPDATE", StateShapes.Breaker(snapshot)),
        FillBooked fill => ("POSITION_UPDATE", new
        {
            action = snapshot.Positions.Any(view => view.Position.Instrument == fill.Instrument) ? "UPDATED" : fill.Kind == ExecutionKind.Liquidation ? "LIQUIDATED" : "CLOSED",
            symbol = fill.Instrument.Value,
            fill = new { side = fill.Side.ToString(), size = fill.Quantity, price = fill.Price, fee = fill.Fee },
            position = snapshot.Positions.Where(view => view.Position.Instrument == fill.Instrument).Select(StateShapes.Position).FirstOrDefault(),
        }),
        OrderCreated created => ("ORDER_UPDATE", new { order_id = created.Order.VenueOrderId, link_id = created.Order.Id.Value, symbol = created.Order.Instrument.Value, state = created.Order.Status.ToString(), filled = 0m, price = created.Order.Price, reason = (string?)null }),
        OrderMoved moved => ("ORDER_UPDATE", new { order_id = moved.VenueOrderId, link_id = moved.Id.Value, symbol = (string?)null, state = moved.Status.ToString(), filled = (decimal?)null, price = (decimal?)null, reason = moved.Reason }),
        IntentJudged judged => ("SIGNAL_NOTIFICATION", new
        {
            signal_id = judged.Correlation.Value,
            type = judged.Strategy,
            symbol = judged.Instrument.Value,
            direction = judged.Side == Side.Buy ? "LONG" : "SHORT",
            status = judged.Approved ? "PENDING" : "REJECTED",
            reason = judged.Approved ? judged.Why : judged.Denial,
        }),
        Reconciled reconciled => ("RECONCILE_RESULT", new { in_sync = reconciled.InSync, shadow_count = reconciled.ShadowCount, exchange_count = reconciled.VenueCount, mismatches = reconciled.Mismatches, trigger = reconciled.Trigger }),
        FlattenStarted flatten => ("EMERGENCY_FLATTEN", new { id = flatten.Correlation.Value, stage = "started", operator_name = flatten.By, symbols = flatten.Legs.Select(leg => leg.Symbol) }),
        FlattenEnded flatten => ("EMERGENCY_FLATTEN", new { id = flatten.Correlation.Value, stage = "flat", positions_closed = flatten.Receipt?.Legs.Count, duration_ms = flatten.Receipt?.Took.TotalMilliseconds }),
        FlattenAdvanced step => ("EMERGENCY_FLATTEN", new { id = step.Correlation.Value, stage = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(step.Stage.ToString()), attempt = step.Attempt, details = step.Detail }),
        CommandRecorded { Action: "kill" or "release" } act => ("KILL_SWITCH", new { id = act.Correlation.Value, action = act.Action, operator_name = act.Actor, reason = act.Reason, result = act.Result }),
        CommandRecorded { Action: "cancel-all" } act => ("CANCEL_ALL", new { id = act.Correlation.Value, operator_name = act.Actor, result = act.Result }),
        AlertRaised alert => ("ALERT", new { severity = alert.Severity.ToString().ToUpperInvariant(), code = alert.Code, message = alert.Message, symbol = alert.Symbol, ack = false }),
        PauseChanged pause => ("SYSTEM_STATUS_UPDATE", new { component = pause.Cause, status = pause.Paused ? "PAUSED" : "RUNNING", details = pause.Reason }),
        _ => null,
    };
}
