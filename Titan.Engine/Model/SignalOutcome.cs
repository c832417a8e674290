namespace Titan.Engine.Model;

/// <summary>What became of a signal when it was heard.</summary>
public enum SignalOutcome
{
    /// <summary>Judged sound; waits for its CONFIRM.</summary>
    Prepared,

    /// <summary>Approved: its order is on its way.</summary>
    Confirmed,
    Aborted,

    /// <summary>The close is on its way.</summary>
    Closing,

    /// <summary>Refused, by a gate or because it makes no sense.</summary>
    Refused,

    /// <summary>It came too late or out of nothing, and was never traded on.</summary>
    Zombie,
}
