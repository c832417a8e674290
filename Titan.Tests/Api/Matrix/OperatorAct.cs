namespace Titan.Tests.Api.Matrix;

/// <summary>What an operator may do from any door (design 3a).</summary>
public enum OperatorAct
{
    Arm,
    Disarm,
    Flatten,
    CancelAll,
    Kill,
    Close,
    Reduce,
    TightenStop,
    LoosenStopWithoutReason,
    LoosenStopWithReason,
    Pause,
    Resume,
    ResetBreaker,
    Release,
    Reconcile,
    Shutdown,
    ClearEmergency,
}
