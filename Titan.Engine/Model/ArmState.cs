namespace Titan.Engine.Model;

/// <summary>Master Arm (spec titan-trading 5.1): the human's permission to open risk.</summary>
public enum ArmState
{
    Disarmed,
    Armed,

    /// <summary>Disarmed, and arming is refused until the lock's cause is reset or released.</summary>
    Locked,
}

/// <summary>Why arming is refused while LOCKED.</summary>
public enum LockCause
{
    None,
    Breaker,
    Kill,
    Hard,
    Emergency,
}

/// <summary>Master Arm as it stands: who moved it last, when and why.</summary>
public sealed record MasterArm(ArmState State, LockCause Lock, DateTimeOffset Since, string By, string Reason)
{
    /// <summary>Entries may be sent.</summary>
    public bool AllowsEntries => State == ArmState.Armed;

    public static MasterArm Initial { get; } = new(ArmState.Disarmed, LockCause.None, DateTimeOffset.UnixEpoch, "system", "not started");
}
