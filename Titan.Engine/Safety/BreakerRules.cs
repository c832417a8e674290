using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Safety.Measures;
using Titan.Engine.Shadow;

namespace Titan.Engine.Safety;

/// <summary>
/// The machine's veto (spec titan-trading 5.2): judges every measure of <see cref="BreakerMeasures"/> at each tick. A soft one disarms, locks
/// and cancels entries while positions stay; a hard one flattens and locks until released. Tripping while tripped changes nothing but the list
/// of triggers. Judges only equity that is known and fresh: on anything else entries are denied elsewhere and nothing is touched. Never arms.
/// </summary>
public sealed class BreakerRules(Turn turn, Surroundings surroundings, EquityKeeper equity, OrderManager orders, ArmControl arm, FlattenSaga flatten, KillSwitch kill)
{
    private static readonly CorrelationId Breaker = new("breaker");

    private readonly EquityTrail _trail = new();
    private readonly Dictionary<string, string> _crossed = new(StringComparer.Ordinal);

    /// <summary>Equity below which the daily rule trips, USDT; null while equity is unknown.</summary>
    public decimal? TripsBelow =>
        turn.State.Equity.Known ? turn.State.Equity.SessionPeak * (1m - turn.Config.Risk.MaxDailyDrawdown) : null;

    public void Tick()
    {
        if (turn.State.Breaker is { Active: true, CooldownEndsAt: { } ends } && turn.Now >= ends)
        {
            Lift("system", "cooldown elapsed");
        }

        if (Judged() is not { } now)
        {
            return;
        }

        _trail.See(now, turn.State.Positions.Count > 0, turn.Now);
        foreach (var measure in BreakerMeasures.Ordered)
        {
            var reading = measure.Read(Ask(now));
            if (Fires(measure, reading))
            {
                Act(measure, reading, now);
            }
        }
    }

    /// <summary>Every measure with what it shows now; pure.</summary>
    public IReadOnlyList<MeasureView> View()
    {
        var question = Ask(Judged());
        return [.. BreakerMeasures.Ordered.Select(measure => MeasureView.Of(measure, measure.Read(question)))];
    }

    /// <summary>Why a reset is refused, or null. Field, value and range are named.</summary>
    public CommandRefusal? WhyNotReset(string? reason)
    {
        if (reason is null || reason.Trim().Length is < 5 or > 500)
        {
            return new CommandRefusal(false, "REASON_REQUIRED", "reason: 5 to 500 characters that say why it is safe now");
        }

        return turn.State.Breaker.Active ? null : new CommandRefusal(true, "BREAKER_NOT_ACTIVE", "The circuit breaker is not tripped; there is nothing to reset.");
    }

    /// <summary>Ends the trip: references are rebased, the breaker's lock falls to DISARMED. A hard level's lock stays until released.</summary>
    public void Lift(string by, string reason)
    {
        var before = turn.State.Breaker.Reason;
        turn.Record(new BreakerReset(by, reason, equity.Current() ?? turn.State.Equity.Equity, before));
        _trail.Clear();
        if (turn.State.Arm is { State: ArmState.Locked, Lock: LockCause.Breaker })
        {
            turn.Record(new ArmChanged(ArmState.Locked, ArmState.Disarmed, LockCause.None, by, reason, new CorrelationId("breaker-reset")));
        }

        turn.Alert("CIRCUIT_BREAKER_RESET", AlertSeverity.High, $"CIRCUIT_BREAKER reset by {by}: {reason}. Arming stays by hand.");
    }

    // Equity that may be judged: settled, marked lately, and with prices that still arrive for what is open.
    private decimal? Judged()
    {
        var recorded = turn.State.Equity;
        var stale = (turn.Now - recorded.AsOf).TotalSeconds > turn.Config.Execution.EquityMaxAgeSeconds;
        var blind = surroundings.PublicDownSince is not null && turn.State.Positions.Count > 0;
        return recorded.Known && !stale && !blind ? equity.Current() : null;
    }

    private MeasureQuestion Ask(decimal? now) => new(turn.State, turn.Config, turn.Instruments, surroundings, _trail, now, turn.Now);

    // Over is enough for a measure that its own reset lowers; the market's do not obey, so they fire when they come to be over.
    private bool Fires(IMeasure measure, in MeasureReading reading)
    {
        if (!reading.Over)
        {
            _crossed.Remove(measure.Code);
            return false;
        }

        if (!measure.OnCrossing)
        {
            return true;
        }

        var before = _crossed.GetValueOrDefault(measure.Code);
        _crossed[measure.Code] = reading.Key;
        return before != reading.Key;
    }

    private void Act(IMeasure measure, in MeasureReading reading, decimal now)
    {
        switch (measure.Effect)
        {
            case MeasureEffect.Trip: Trip(measure, reading, now, hard: false); break;
            case MeasureEffect.Flatten: Flatten(measure, reading, now); break;
            case MeasureEffect.Kill: Kill(measure, reading); break;
            case MeasureEffect.Disarm: Disarm(measure, reading); break;
        }
    }

    private void Trip(IMeasure measure, in MeasureReading reading, decimal now, bool hard)
    {
        var breaker = turn.State.Breaker;
        if (breaker.Active && breaker.Triggers.Contains(measure.Code, StringComparer.Ordinal))
        {
            return;
        }

        equity.Mark();
        var reason = Say(measure, reading);
        var cooldown = turn.Now.AddHours((double)turn.Config.Risk.BreakerCooldownHours);
        turn.Record(new BreakerTripped(measure.Code, reason, reading.Value ?? 0m, reading.Limit, now, cooldown, hard));
        if (breaker.Active && !hard)
        {
            turn.Note("CIRCUIT_BREAKER_TRIGGER", $"while tripped: {reason}");
            return;
        }

        if (!hard && turn.State.Arm.State != ArmState.Locked)
        {
            turn.Record(new ArmChanged(turn.State.Arm.State, ArmState.Locked, LockCause.Breaker, "system", reason, Breaker));
        }

        var what = hard ? "flattening everything, LOCKED until released" : "positions stay open";
        turn.Alert("CIRCUIT_BREAKER", AlertSeverity.Critical, $"CIRCUIT_BREAKER: Circuit breaker tripped, {reason}; {what}", null, reading.Value, reading.Limit);
        if (measure.Code == ConsecutiveLosses.Word)
        {
            turn.Alert(ConsecutiveLosses.Word, AlertSeverity.Medium, $"{reading.Value:0} losses in a row", null, reading.Value, reading.Limit);
        }

        orders.CancelEntries("circuit breaker");
    }

    private void Flatten(IMeasure measure, in MeasureReading reading, decimal now)
    {
        if (turn.State.Breaker is { Active: true, Type: BreakerState.Hard })
        {
            return;
        }

        Trip(measure, reading, now, hard: true);
        var reason = Say(measure, reading);
        if (turn.State.Arm is not { State: ArmState.Locked, Lock: LockCause.Kill or LockCause.Emergency })
        {
            arm.Lock(LockCause.Hard, "system", reason, Breaker);
        }

        flatten.Start(Author.System, reason, CloseReason.CircuitBreaker, Once("hard"));
    }

    private void Kill(IMeasure measure, in MeasureReading reading)
    {
        if (turn.State.PausedByKill)
        {
            return;
        }

        kill.Pull(Author.System, Say(measure, reading), Once("flash-crash"), CloseReason.FlashCrash, measure.Code);
        _trail.Clear();
    }

    private void Disarm(IMeasure measure, in MeasureReading reading)
    {
        if (turn.State.Arm.State != ArmState.Armed)
        {
            return;
        }

        var reason = Say(measure, reading);
        arm.Disarm("system", reason, Breaker);
        turn.Alert(measure.Code, AlertSeverity.Critical, $"{measure.Code}: disarmed, {reason}; positions stay open", null, reading.Value, reading.Limit);
    }

    // A flatten's id must be its own: the receipt and the orders are found by it.
    private CorrelationId Once(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{what}-{turn.State.Sequence + 1}"));

    private static string Say(IMeasure measure, in MeasureReading reading) =>
        string.Create(CultureInfo.InvariantCulture, $"{measure.Name} {reading.Value:0.###} {measure.Unit}, limit {reading.Limit:0.###} {measure.Unit}{(reading.Key.Length > 0 ? $", {reading.Key}" : "")}");
}

/// <summary>Why a command is refused: the state does not allow it, or the command itself is wrong.</summary>
public sealed record CommandRefusal(bool ByState, string Code, string Message);
