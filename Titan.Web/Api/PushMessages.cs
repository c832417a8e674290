using System.Text.Json;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>Facts and snapshots as the messages of spec titan-trading 7.3: type, timestamp, seq, data.</summary>
internal static class PushMessages
{
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
    public static (string Type, object Data)? Of(in JournalEntry entry, EngineSnapshot snapshot) => entry.Fact switch
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
        IntentJudged judged => ("SIGNAL_NOTIFICATION", new
        {
            signal_id = judged.Correlation.Value,
            type = judged.Strategy,
            symbol = judged.Instrument.Value,
            direction = judged.Side == Side.Buy ? "LONG" : "SHORT",
            status = judged.Approved ? "PENDING" : "REJECTED",
            reason = judged.Approved ? judged.Why : judged.Denial,
            gate = judged.Gate,
        }),
        SignalHeard { Outcome: not SignalOutcome.Confirmed } heard => ("SIGNAL_NOTIFICATION", new
        {
            signal_id = heard.Signal.Value,
            type = SignalEvents.Word(heard.Phase),
            symbol = heard.Symbol,
            direction = heard.Side is null ? null : heard.Side == Side.Buy ? "LONG" : "SHORT",
            status = heard.Outcome switch { SignalOutcome.Refused => "REJECTED", SignalOutcome.Zombie => "ERROR", SignalOutcome.Aborted => "CANCELLED", _ => "PENDING" },
            reason = heard.Reason,
            confidence = heard.Terms?.Confidence,
        }),
        SignalLapsed lapsed => ("SIGNAL_NOTIFICATION", new { signal_id = lapsed.Signal.Value, type = "PREPARE", symbol = lapsed.Symbol, status = "CANCELLED", reason = SignalEvents.Stale }),
        Reconciled reconciled => ("RECONCILE_RESULT", new { in_sync = reconciled.InSync, shadow_count = reconciled.ShadowCount, exchange_count = reconciled.VenueCount, mismatches = reconciled.Mismatches, trigger = reconciled.Trigger }),
        FlattenStarted flatten => ("EMERGENCY_FLATTEN", new { id = flatten.Correlation.Value, stage = "started", operator_name = flatten.By, symbols = flatten.Legs.Select(leg => leg.Symbol) }),
        FlattenEnded flatten => ("EMERGENCY_FLATTEN", new { id = flatten.Correlation.Value, stage = "flat", positions_closed = flatten.Receipt?.Legs.Count, duration_ms = flatten.Receipt?.Took.TotalMilliseconds }),
        FlattenAdvanced step => ("EMERGENCY_FLATTEN", new { id = step.Correlation.Value, stage = JsonNamingPolicy.SnakeCaseLower.ConvertName(step.Stage.ToString()), attempt = step.Attempt, details = step.Detail }),
        CommandRecorded { Action: "kill" or "release" } act => ("KILL_SWITCH", new { id = act.Correlation.Value, action = act.Action, operator_name = act.Actor, reason = act.Reason, result = act.Result }),
        CommandRecorded { Action: "cancel-all" } act => ("CANCEL_ALL", new { id = act.Correlation.Value, operator_name = act.Actor, result = act.Result }),
        AlertRaised alert => ("ALERT", new { id = entry.Sequence, severity = alert.Severity.ToString().ToUpperInvariant(), code = alert.Code, message = alert.Message, symbol = alert.Symbol, ack = false }),
        CommandRecorded { Action: "emergency-shutdown" or "emergency-clear" } act => ("SYSTEM_STATUS_UPDATE", new { component = "emergency", status = act.Action == "emergency-clear" ? "CLEARED" : "SHUTDOWN", operator_name = act.Actor, details = act.Reason, result = act.Result }),
        EventNoted { Type: "STREAM" or "JOURNAL_BACK" } note => ("SYSTEM_STATUS_UPDATE", new { component = note.Type is "JOURNAL_BACK" ? "database" : "websocket", status = note.Type, details = note.Message }),
        EventNoted { Type: "TRAP_MAP_UPDATED" or "TRAP_SPRUNG" or "TRAP_ABORTED" or "FEE_BARRIER_REJECT" } trap =>
            (trap.Type == "FEE_BARRIER_REJECT" ? "TRAP_ABORTED" : trap.Type, new { symbol = trap.Symbol, signal_id = trap.Correlation?.Value, details = trap.Message, active_traps = snapshot.Scavenger?.Traps.Length }),
        PauseChanged pause => ("SYSTEM_STATUS_UPDATE", new { component = pause.Cause, status = pause.Paused ? "PAUSED" : "RUNNING", details = pause.Reason }),
        _ => null,
    };
}
