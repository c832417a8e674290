using System.Globalization;
using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Shadow;

namespace Titan.Engine.Safety;

/// <summary>
/// Master Arm: its preconditions, and the two moves an operator has (spec titan-trading 5.1). Going is refused with every failed
/// precondition named; stopping is never refused.
/// </summary>
public sealed class ArmControl(Turn turn, Surroundings surroundings, EquityKeeper equity, OrderManager orders)
{
    private bool _liveConfirmed;

    /// <summary>The checklist in the console's order; unknown counts as failing, what is not installed blocks nothing.</summary>
    public IReadOnlyList<Precondition> Preconditions() =>
    [
        Bybit(),
        Binance(),
        Database(),
        InSync(),
        Breaker(),
        DailyLoss(),
        new("CONFIG", "Config", true, "valid", "Correct the settings named at start"),
        Clock(),
    ];

    /// <summary>Arms, or says why not.</summary>
    /// <returns>Null when armed now (or before).</returns>
    public (CommandRefusal? Refusal, IReadOnlyList<Precondition> Failed) Arm(string by, string? reason, string? confirm, CorrelationId correlation)
    {
        if (turn.State.Arm.State == ArmState.Armed)
        {
            return (null, []);
        }

        // Typed once per start (design 3a); kept even when a precondition then refuses.
        _liveConfirmed |= string.Equals(confirm?.Trim(), "LIVE", StringComparison.OrdinalIgnoreCase);
        if (turn.Config.Mode == TradingMode.Live && !_liveConfirmed)
        {
            return (new CommandRefusal(false, "CONFIRM_LIVE", "confirm: type LIVE to let Titan open positions with real money"), []);
        }

        if (turn.State.Arm.State == ArmState.Locked && turn.State.Arm.Lock != LockCause.Breaker)
        {
            var cure = turn.State.Arm.Lock == LockCause.Emergency ? "Clear the emergency with a reason" : "A Risk Manager releases the lock with a reason";
            var locked = new Precondition("LOCK", "Lock", false, turn.State.Arm.Reason, cure);
            return (new CommandRefusal(true, "ARM_REFUSED", $"Cannot arm: LOCKED ({turn.State.Arm.Reason})"), [locked]);
        }

        var checklist = Preconditions();
        var failed = checklist.Where(precondition => precondition.Blocks).ToArray();
        if (failed.Length > 0)
        {
            var first = failed[0];
            return (new CommandRefusal(true, "ARM_REFUSED", $"Cannot arm: {failed.Length} of {checklist.Count} not met. {first.Name}: {first.Value}. {first.Cure}."), failed);
        }

        turn.Record(new ArmChanged(ArmState.Disarmed, ArmState.Armed, LockCause.None, by, reason ?? "", correlation));
        turn.Note("MASTER_ARM", $"ARMED by {by}", null, correlation);
        return (null, []);
    }

    /// <summary>Disarms if armed and cancels working entries; stops and targets stay.</summary>
    /// <returns>Number of entries whose cancel was sent.</returns>
    public int Disarm(string by, string reason, CorrelationId correlation)
    {
        if (turn.State.Arm.State == ArmState.Armed)
        {
            turn.Record(new ArmChanged(ArmState.Armed, ArmState.Disarmed, LockCause.None, by, reason, correlation));
            turn.Note("MASTER_ARM", $"DISARMED by {by}: {reason}", null, correlation);
        }

        return orders.CancelEntries("disarmed");
    }

    /// <summary>
    /// Locks: nothing opens and arming is refused until the cause is lifted. An emergency outranks every other lock, a kill outranks the
    /// breaker's (which still shows on its own).
    /// </summary>
    /// <returns>Number of entries whose cancel was sent.</returns>
    public int Lock(LockCause cause, string by, string reason, CorrelationId correlation)
    {
        var now = turn.State.Arm;
        if (now.State != ArmState.Locked || (now.Lock != cause && now.Lock != LockCause.Emergency))
        {
            turn.Record(new ArmChanged(now.State, ArmState.Locked, cause, by, reason, correlation));
        }

        return orders.CancelEntries("locked");
    }

    /// <summary>Lifts a lock: DISARMED, or the breaker's lock when that is still tripped. Never straight to ARMED.</summary>
    public void Unlock(string by, string reason, CorrelationId correlation)
    {
        var breaker = turn.State.Breaker.Active;
        turn.Record(new ArmChanged(ArmState.Locked, breaker ? ArmState.Locked : ArmState.Disarmed, breaker ? LockCause.Breaker : LockCause.None, by, reason, correlation));
    }

    private Precondition Bybit()
    {
        var down = surroundings.PublicDownSince is not null ? "market stream down" : surroundings.PrivateDownSince is not null ? "private stream down" : null;
        var venue = surroundings.Venue;
        var rest = venue is null ? "not asked yet" : venue.FatalReason ?? (venue.RestHealthy ? null : "REST does not answer");
        bool? met = venue is null ? null : down is null && rest is null;
        var value = down ?? rest ?? string.Create(CultureInfo.InvariantCulture, $"{venue!.RestLatencyMs:0} ms");
        return new("BYBIT", "Bybit", met, value, "Check keys and network; it reconnects by itself");
    }

    private Precondition Binance() => surroundings.Spot is not { Installed: true } spot
        ? new("BINANCE", "Binance", null, "not installed", "Switch it on with Titan:Binance:Enabled", Installed: false)
        : new("BINANCE", "Binance", spot.Live, spot.Problem ?? "live", "Check the network; it reconnects by itself");

    private Precondition Database() =>
        new("DATABASE", "Database", surroundings.JournalWritable, surroundings.JournalWritable ? "writable" : "not writable", "Free disk space; writing resumes by itself");

    private Precondition InSync()
    {
        if (turn.State.ReconciledAt is not { } at)
        {
            return new("RECONCILED", "Reconciled", null, "never", "Wait for the first reconcile, or reconcile now");
        }

        var age = turn.Now - at;
        var met = turn.State.ReconciledInSync && age.TotalSeconds <= turn.Config.Execution.ReconcileMaxAgeSeconds && !surroundings.StalledUntilReconciled;
        return new("RECONCILED", "Reconciled", met, string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} s, {(turn.State.ReconciledInSync ? "in sync" : "mismatch")}"), "Reconcile now and settle what differs");
    }

    private Precondition Breaker()
    {
        var breaker = turn.State.Breaker;
        return new("BREAKER", "Breaker", !breaker.Active, breaker.Active ? $"tripped: {breaker.Reason}" : "closed", "Wait for the cooldown or reset it with a reason");
    }

    private Precondition DailyLoss()
    {
        var limit = turn.Config.Risk.MaxDailyDrawdown * 100m;
        if (equity.Current() is not { } now || !turn.State.Equity.Known)
        {
            return new("DAILY_LOSS", "Daily loss", null, "equity unknown", "Wait for the wallet of the venue");
        }

        var reference = Math.Max(turn.State.Equity.SessionPeak, now);
        var drawdown = reference > 0 ? (reference - now) / reference * 100m : 0m;
        return new("DAILY_LOSS", "Daily loss", drawdown <= limit, string.Create(CultureInfo.InvariantCulture, $"{(drawdown >= 0.05m ? "−" : "")}{drawdown:0.0} of −{limit:0.#} %"), "No entries until the next day or a reset");
    }

    private Precondition Clock()
    {
        var venue = surroundings.Venue;
        bool? met = venue is { ClockKnown: true } ? Math.Abs(venue.ClockOffsetMs) < turn.Config.Execution.MaxClockOffsetMs : null;
        var value = venue is { ClockKnown: true } ? string.Create(CultureInfo.InvariantCulture, $"{venue.ClockOffsetMs:+0;−0;0} ms") : "unknown";
        return new("CLOCK", "Clock", met, value, "Synchronise the machine's clock");
    }
}
