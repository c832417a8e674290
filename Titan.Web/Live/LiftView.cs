using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>What holds Titan LOCKED and what is asked before it goes; null texts while nothing locks.</summary>
public sealed record LiftView(string Mode, LockCause Lock, string Title, string Subtitle, string Ask, string Button)
{
    public static LiftView From(EngineSnapshot snapshot)
    {
        var (title, ask, button) = snapshot.Arm.Lock switch
        {
            LockCause.Breaker => ("Reset before the cooldown ends?", $"The trigger was: {snapshot.Breaker.Reason ?? snapshot.Arm.Reason}. Say why it is safe now.", "Reset breaker"),
            LockCause.Emergency => ("Clear the emergency shutdown?", "Titan becomes DISARMED, not armed. Say what the cause was.", "Clear emergency"),
            _ => ("Release the lock?", "Titan becomes DISARMED, not armed. Say what the cause was.", "Release lock"),
        };
        return new LiftView(
            snapshot.Identity.Mode,
            snapshot.Arm.State == ArmState.Locked ? snapshot.Arm.Lock : LockCause.None,
            title,
            $"LOCKED by {snapshot.Arm.By} at {Figures.Clock(snapshot.Arm.Since)} {ViewerZone.Label(snapshot.Arm.Since)} · {snapshot.Arm.Reason}",
            ask,
            button);
    }
}
