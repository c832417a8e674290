using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Safety;

/// <summary>
/// Emergency shutdown (seed 000): a marker file in the data directory holds Titan LOCKED, also over restarts and while no console runs.
/// Whoever writes it locks, whoever removes it unlocks to DISARMED; the command writes and removes it too. Positions keep their stops.
/// </summary>
public sealed class EmergencyStop(Turn turn, ArmControl arm)
{
    /// <summary>A marker that outlives its removal by this long was not removed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private bool _looked;
    private bool _marker;
    private DateTimeOffset _clearedAt = DateTimeOffset.MinValue;

    /// <summary>Locks now; the marker follows as an effect.</summary>
    /// <returns>Number of entries whose cancel was sent.</returns>
    public int Shut(string by, string reason, CorrelationId correlation)
    {
        var cancelled = Lock(by, reason, correlation);
        turn.Emit(new WriteEmergencyMarker(by, reason, turn.Now));
        turn.Emit(new CancelEverything(correlation, IncludeProtective: false));
        return cancelled;
    }

    public CommandRefusal? WhyNotCleared(string? reason)
    {
        if (reason is null || reason.Trim().Length is < 5 or > 500)
        {
            return new CommandRefusal(false, "REASON_REQUIRED", "reason: 5 to 500 characters that say why it is over");
        }

        return _marker || turn.State.Arm.Lock == LockCause.Emergency ? null : new CommandRefusal(true, "NO_EMERGENCY", "No emergency shutdown is in force; there is nothing to clear.");
    }

    public void Clear(string by, string reason, CorrelationId correlation)
    {
        _clearedAt = turn.Now;
        turn.Emit(new RemoveEmergencyMarker());
        Unlock(by, reason, correlation);
    }

    /// <summary>The file was looked at: null means that there is none.</summary>
    public void Seen(string? marker)
    {
        var correlation = new CorrelationId("emergency-marker");
        var gone = marker is null && (_marker || !_looked);
        (_looked, _marker) = (true, marker is not null);
        if (marker is not null && turn.State.Arm.Lock != LockCause.Emergency && turn.Now - _clearedAt > Grace)
        {
            Lock("marker file", marker, correlation);
        }
        else if (gone)
        {
            // Only a file that was there can be removed: one that could never be written does not unlock.
            Unlock("marker file", "the marker file was removed", correlation);
        }
    }

    private int Lock(string by, string reason, CorrelationId correlation)
    {
        var cancelled = arm.Lock(LockCause.Emergency, by, $"emergency shutdown: {reason}", correlation);
        turn.Alert("EMERGENCY_SHUTDOWN", AlertSeverity.Critical, $"EMERGENCY SHUTDOWN by {by}: {reason}. Positions keep their stops; nothing opens until it is cleared.");
        return cancelled;
    }

    private void Unlock(string by, string reason, CorrelationId correlation)
    {
        if (turn.State.Arm.Lock == LockCause.Emergency)
        {
            arm.Unlock(by, reason, correlation);
            turn.Alert("EMERGENCY_CLEARED", AlertSeverity.High, $"Emergency shutdown cleared by {by}: {reason}. Arming stays by hand.");
        }
    }
}
