namespace Titan.Engine.Model;

/// <summary>How an order finds its price.</summary>
public enum OrderType
{
    Market,
    Limit,
}

/// <summary>How long an order works. Market orders are always immediate-or-cancel on Bybit.</summary>
public enum TimeInForce
{
    GoodTillCancel,
    ImmediateOrCancel,
    FillOrKill,
    PostOnly,
}

/// <summary>What an order is for; exits pass gates of their own and go out before entries.</summary>
public enum OrderPurpose
{
    /// <summary>Opens or adds exposure.</summary>
    Entry,

    /// <summary>A strategy's or operator's reduce-only close of one position.</summary>
    Exit,

    /// <summary>A reduce-only close that belongs to FLATTEN ALL.</summary>
    Flatten,

    /// <summary>A stop or target that lives on the venue.</summary>
    Protection,
}
