using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>What holds Titan LOCKED and what is asked before it goes; null texts while nothing locks.</summary>
public sealed record LiftView(string Mode, LockCause Lock, string Title, string Subtitle, string Ask, string Button)
{
    public static LiftView From(EngineSnapshot snapshot)
    {
        var (title, ask, button) = snapshot.Arm.Lock switch
        {
            LockCause.Breaker => (T("Reset before the cooldown ends?"), T("The trigger was: {0}. Say why it is safe now.", Said(snapshot.Breaker.Reason ?? snapshot.Arm.Reason)), T("Reset breaker")),
            LockCause.Emergency => (T("Clear the emergency shutdown?"), T("Titan becomes DISARMED, not armed. Say what the cause was."), T("Clear emergency")),
            _ => (T("Release the lock?"), T("Titan becomes DISARMED, not armed. Say what the cause was."), T("Release lock")),
        };
        return new LiftView(
            snapshot.Identity.Mode,
            snapshot.Arm.State == ArmState.Locked ? snapshot.Arm.Lock : LockCause.None,
            title,
            T("LOCKED by {0} at {1} {2} · {3}", Said(snapshot.Arm.By), Figures.Clock(snapshot.Arm.Since), ViewerZone.Label(snapshot.Arm.Since), Said(snapshot.Arm.Reason)),
            ask,
            button);
    }
}
