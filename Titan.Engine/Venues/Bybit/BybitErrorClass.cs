namespace Titan.Engine.Venues.Bybit;

/// <summary>Families of the venue's codes, one per row of the reaction table in spec venues/bybit-v5.md section 6.</summary>
internal enum BybitErrorClass
{
    Success,

    /// <summary>Timeout or server error: nobody knows whether the request was executed.</summary>
    Transient,

    /// <summary>System overload: refused before execution.</summary>
    Overloaded,

    IpBanned,

    RateLimited,

    ClockSkew,

    /// <summary>Key, signature, permission, region or account mode: nothing will work until a person acts.</summary>
    Fatal,

    BadParameter,

    Refused,

    DuplicateRequest,

    OrderAbsent,

    OrderAlreadyFinal,

    OrderBusy,

    DuplicateLinkId,

    /// <summary>Not enough balance or margin for this order.</summary>
    InsufficientMargin,

    /// <summary>Reduce-only cannot apply: our size is wrong.</summary>
    ReduceOnlyRefused,

    TooManyOrders,

    PriceOutOfBand,

    BelowMinimum,

    /// <summary>Open interest or risk limit: opens are refused, closes are not.</summary>
    RiskLimit,

    /// <summary>The setting already is so.</summary>
    Unchanged,

    LeverageNotAllowed,

    ModeSwitchBlocked,

    WouldLiquidate,

    NoPosition,

    IllegalState,

    /// <summary>Settlement, auction or delisting.</summary>
    InstrumentPaused,

    TriggerOnWrongSide,

    AmendBelowFilled,

    ProductSpecific,

    RepeatedAuth,

    DuplicateRequestId,

    TradeStreamRestarting,

    /// <summary>Not in the table.</summary>
    Unlisted,
}
