using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>How Master Arm stands once everything is closed: flatten disarms, but it lifts no lock.</summary>
/// <param name="Lead">Words before the state.</param>
/// <param name="State">DISARMED or LOCKED.</param>
/// <param name="Note">What is needed to arm again.</param>
public sealed record FlattenAfter(string Lead, string State, string Note)
{
    public static FlattenAfter Of(EngineSnapshot snapshot) => snapshot switch
    {
        { Arm: { State: ArmState.Locked, Lock: LockCause.Emergency } } => Locked(T("The emergency must be cleared with a reason first.")),
        { Arm: { State: ArmState.Locked, Lock: LockCause.Breaker or LockCause.None } } => Locked(T("The circuit breaker holds it; flatten does not lift it.")),
        { Arm.State: ArmState.Locked } => Locked(T("Only a Risk Manager releases it, with a reason; flatten does not lift it.")),
        { Breaker.Active: true } => new(T("After this you are"), "DISARMED", T("The circuit breaker is tripped: arming waits until it is over.")),
        { PausedByKill: true } => new(T("After this you are"), "DISARMED", T("The kill switch still holds: arming waits for its release.")),
        _ => new(T("After this you are"), "DISARMED", T("You can arm again when you want.")),
    };

    private static FlattenAfter Locked(string note) => new(T("After this you are still"), "LOCKED", note);
}
