namespace Titan.Engine.Model;

/// <summary>Why a signal is a zombie: it speaks of something that is not, or not any more. Counted and named, never traded on.</summary>
public enum ZombieKind
{
    /// <summary>CONFIRM of an id that was never prepared.</summary>
    ConfirmWithoutPrepare,

    /// <summary>CONFIRM more than ten seconds after its PREPARE.</summary>
    ConfirmLate,

    /// <summary>CONFIRM after ABORT.</summary>
    ConfirmAfterAbort,

    /// <summary>CONFIRM of a PREPARE that was refused.</summary>
    ConfirmAfterRefusal,

    /// <summary>CONFIRM of a PREPARE that an earlier process heard.</summary>
    ConfirmAfterRestart,

    /// <summary>Close of a position that is not there.</summary>
    CloseWithoutPosition,
}
