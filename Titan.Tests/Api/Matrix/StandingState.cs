namespace Titan.Tests.Api.Matrix;

/// <summary>Where Titan may stand when an operator acts (design 3a).</summary>
public enum StandingState
{
    Disarmed,
    Armed,
    Paused,
    LockedByKill,
    LockedByBreaker,
    Emergency,

    /// <summary>Armed, the private stream is down for longer than the grace.</summary>
    Stale,

    /// <summary>The same while disarmed.</summary>
    StaleDisarmed,

    /// <summary>Armed, the disk is full.</summary>
    JournalUnwritable,

    /// <summary>The same while disarmed.</summary>
    JournalUnwritableDisarmed,
}
