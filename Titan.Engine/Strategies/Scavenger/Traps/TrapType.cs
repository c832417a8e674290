namespace Titan.Engine.Strategies.Scavenger.Traps;

/// <summary>Kinds of traps (spec titan-trading 2.3 and 2.4). The order is the order of every table and of ties.</summary>
public enum TrapType
{
    /// <summary>Break through the heaviest volume node.</summary>
    Liquidation,

    /// <summary>Break through yesterday's high or low.</summary>
    DailyLevel,

    /// <summary>Break out of a Bollinger squeeze.</summary>
    Bollinger,

    /// <summary>Fade of a move beyond three sigma of the VWAP; off by default.</summary>
    SigmaFade,

    /// <summary>Price and open interest collapsed together: the forced sellers are gone.</summary>
    OiWipeout,

    /// <summary>Shorts pay, lows rise, buyers take: the shorts are squeezed.</summary>
    FundingSqueeze,

    /// <summary>The perpetual trades below spot.</summary>
    BasisArb,

    /// <summary>A wipe-out of one coin alone, bought when spot confirms.</summary>
    UltimateBulgaria,
}
