using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Safety;

/// <summary>
/// KILL SWITCH (seed 002 "Kill Switch", spec titan-trading 5.4): the lock is written first, then nothing new may start, then entries go,
/// then everything is flattened. It stays LOCKED even when a later step fails; every step is reported on its own.
/// </summary>
public sealed class KillSwitch(Turn turn, Surroundings surroundings, ArmControl arm, FlattenSaga flatten)
{
    /// <summary>Pulls it, by hand or by a measure of the machine (FLASH_CRASH). Pulling twice is harmless: the second one flattens what came since.</summary>
    public void Pull(Author author, string reason, CorrelationId correlation, CloseReason cause = CloseReason.KillSwitch, string code = "KILL_SWITCH")
    {
        var what = cause == CloseReason.KillSwitch ? "kill switch" : code;
        arm.Lock(LockCause.Kill, author.Name, $"{what}: {reason}", correlation);
        if (!turn.State.PausedByKill)
        {
            turn.Record(new PauseChanged(true, "kill", author.Name, reason));
        }

        turn.Alert(code, AlertSeverity.Critical, $"{what.ToUpperInvariant()} by {author.Name}: locked, cancelling and flattening. {reason}");
        if (!flatten.Start(author, reason, cause, correlation))
        {
            // One runs already and closes everything; entries are cancelled for this act too.
            turn.Emit(new CancelEverything(correlation, IncludeProtective: false));
        }
    }

    /// <summary>Why a release is refused, or null.</summary>
    public CommandRefusal? WhyNotReleased(string? reason)
    {
        if (reason is null || reason.Trim().Length is < 5 or > 500)
        {
            return new CommandRefusal(false, "REASON_REQUIRED", "reason: 5 to 500 characters that say what the cause was");
        }

        return turn.State.PausedByKill || turn.State.Arm is { State: ArmState.Locked, Lock: LockCause.Kill or LockCause.Hard }
            ? null
            : new CommandRefusal(true, "NOT_KILLED", "No kill switch or hard limit holds Titan locked; there is nothing to release.");
    }

    /// <summary>Lifts the lock and the kill's pause. Titan is then DISARMED, or still locked by what else holds it.</summary>
    public void Release(string by, string reason, CorrelationId correlation)
    {
        if (turn.State.PausedByKill)
        {
            turn.Record(new PauseChanged(false, "kill", by, reason));
        }

        if (turn.State.Arm is { State: ArmState.Locked, Lock: LockCause.Kill or LockCause.Hard })
        {
            arm.Unlock(by, $"released: {reason}", correlation);
        }

        turn.Alert("KILL_RELEASED", AlertSeverity.High, $"Kill lock released by {by}: {reason}. Arming stays by hand.");
    }

    /// <summary>Where each step stands, from the state itself and not from memory of what was tried.</summary>
    public IReadOnlyList<ActStep> Steps()
    {
        var entries = turn.State.Orders.Values.Count(order => order.IsWorking && order.Purpose == OrderPurpose.Entry);
        var open = turn.State.Positions.Count;
        var flat = turn.State.Flatten is null && open == 0;
        return
        [
            new("LOCK", turn.State.Arm.State == ArmState.Locked, surroundings.JournalWritable ? "LOCKED" : "LOCKED in memory; the disk cannot be written"),
            new("DISARM", turn.State.Arm.State != ArmState.Armed, "Master Arm is off"),
            new("PAUSE", turn.State.PausedByKill, "strategies are paused"),
            new("CANCEL", entries == 0, entries == 0 ? "no entry is working" : $"{entries} entries are still working"),
            new("FLATTEN", flat, flat ? "the venue says flat" : $"{open} positions are still open; Titan goes on"),
        ];
    }
}

/// <summary>One step of an act: a stable word, whether it stands, and what is to be seen.</summary>
public sealed record ActStep(string Name, bool Ok, string Detail);
