namespace Titan.Engine.Risk;

/// <summary>Why our own gates refuse an intent (spec titan-trading 3.4, design 3a). "Denied" is ours, "rejected" is the venue's.</summary>
public enum DenialReason
{
    None,

    /// <summary>LOCKED by a kill or a hard limit.</summary>
    KillLock,
    CircuitBreaker,
    MasterArmOff,

    /// <summary>Paused by an operator or by a lost feed.</summary>
    Paused,

    /// <summary>FLATTEN ALL is running.</summary>
    Flattening,
    NotReconciled,
    Disconnected,
    JournalUnwritable,

    /// <summary>Our clock is off or unknown.</summary>
    Clock,

    /// <summary>Our own loop stood still and has not reconciled since.</summary>
    LoopStalled,

    /// <summary>The signal id was judged before.</summary>
    Duplicate,

    /// <summary>The intent is older than it said it would be worth.</summary>
    Expired,
    AssetDisabled,

    /// <summary>The market is in no state to enter: a liquidation cascade, or funding that says everyone stands on one side.</summary>
    Regime,

    /// <summary>Book too old, lost, or an order on the instrument unknown.</summary>
    Stale,
    Spread,

    /// <summary>Too little stands in the book.</summary>
    Depth,

    /// <summary>The book leans against the entry.</summary>
    Imbalance,

    /// <summary>At market the size would cost more in the book than allowed.</summary>
    Slippage,
    MaxPositions,
    DuplicateSymbol,
    EquityUnknown,

    /// <summary>Stop or target on the wrong side.</summary>
    InvalidProtection,
    LeverageCap,

    /// <summary>The phase's share of the capital is used up.</summary>
    Allocation,

    /// <summary>Too like what is open already; lowers, never denies.</summary>
    Correlation,
    RiskLimit,
    DailyLoss,
    SizeBelowMin,

    /// <summary>A gate could not count with the figures it was given.</summary>
    Internal,
}
