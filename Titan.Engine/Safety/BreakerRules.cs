using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Shadow;

namespace Titan.Engine.Safety;

/// <summary>
/// The machine's veto (spec titan-trading 5.2). So far one rule: daily drawdown strictly above the limit trips it: DISARM, LOCKED,
/// working entries cancelled, positions stay. Judges only equity that is known; never re-arms.
/// </summary>
public sealed class BreakerRules(Turn turn, EquityKeeper equity, OrderManager orders)
{
    /// <summary>Equity below which the daily rule trips, USDT; null while equity is unknown.</summary>
    public decimal? TripsBelow =>
        turn.State.Equity.Known ? turn.State.Equity.SessionPeak * (1m - turn.Config.Risk.MaxDailyDrawdown) : null;

    public void Tick()
    {
        if (turn.State.Breaker is { Active: true, CooldownEndsAt: { } ends } && turn.Now >= ends)
        {
            Lift("system", "cooldown elapsed");
        }

        if (turn.State.Breaker.Active || !turn.State.Equity.Known || equity.Current() is not { } now)
        {
            return;
        }

        var reference = Math.Max(turn.State.Equity.SessionPeak, now);
        var drawdown = reference > 0 ? (reference - now) / reference : 0m;
        if (drawdown > turn.Config.Risk.MaxDailyDrawdown)
        {
            equity.Mark();
            Trip("DAILY_DRAWDOWN", drawdown, turn.Config.Risk.MaxDailyDrawdown, now);
        }
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

    /// <summary>Ends the trip: references are rebased, the lock falls to DISARMED.</summary>
    public void Lift(string by, string reason)
    {
        turn.Record(new BreakerReset(by, reason, equity.Current() ?? turn.State.Equity.Equity));
        if (turn.State.Arm is { State: ArmState.Locked, Lock: LockCause.Breaker })
        {
            turn.Record(new ArmChanged(ArmState.Locked, ArmState.Disarmed, LockCause.None, by, reason, new CorrelationId("breaker-reset")));
        }

        turn.Alert("CIRCUIT_BREAKER_RESET", AlertSeverity.High, $"CIRCUIT_BREAKER reset by {by}: {reason}. Arming stays by hand.");
    }

    private void Trip(string code, decimal value, decimal limit, decimal equityNow)
    {
        var cooldown = turn.Now.AddHours((double)turn.Config.Risk.BreakerCooldownHours);
        var reason = string.Create(CultureInfo.InvariantCulture, $"daily drawdown {value * 100m:0.000} % > {limit * 100m:0.##} %");
        turn.Record(new BreakerTripped(code, reason, value * 100m, limit * 100m, equityNow, cooldown));
        if (turn.State.Arm.State != ArmState.Locked)
        {
            turn.Record(new ArmChanged(turn.State.Arm.State, ArmState.Locked, LockCause.Breaker, "system", reason, new CorrelationId("breaker")));
        }

        turn.Alert("CIRCUIT_BREAKER", AlertSeverity.Critical, $"CIRCUIT_BREAKER: Circuit breaker tripped, {reason}; positions stay open", null, value * 100m, limit * 100m);
        orders.CancelEntries("circuit breaker");
    }
}

/// <summary>Why a command is refused: the state does not allow it, or the command itself is wrong.</summary>
public sealed record CommandRefusal(bool ByState, string Code, string Message);
