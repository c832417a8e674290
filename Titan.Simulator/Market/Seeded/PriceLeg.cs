namespace Titan.Simulator.Market.Seeded;

/// <summary>Where a leg's distance is measured from.</summary>
internal enum LegAim
{
    FromCenter,
    FromHere,
    BeyondChannel,
}

/// <summary>
/// One straight piece of an instrument's path. Distances are fractions of price; <see cref="LegAim.BeyondChannel"/> ends
/// that far outside the highest high (direction +1) or lowest low (-1) of the last twenty one-minute bars.
/// </summary>
internal readonly record struct PriceLeg(MarketRegime Regime, LegAim Aim, double Distance, int DurationMs)
{
    /// <summary>+1 up, -1 down, 0 no push on the tape.</summary>
    public int Direction { get; init; }

    /// <summary>Factor on noise.</summary>
    public double Noise { get; init; } = 1.0;

    /// <summary>Factor on the number of trades.</summary>
    public double Pace { get; init; } = 1.0;

    /// <summary>Factor on the size of every level.</summary>
    public double Depth { get; init; } = 1.0;

    /// <summary>Spread added to the usual one, fraction of price.</summary>
    public double ExtraSpread { get; init; }

    /// <summary>Share of open interest that is closed by force during the leg; its trades are liquidations.</summary>
    public double ForcedClose { get; init; }

    /// <summary>Where the basis of the contract to spot is drawn, fraction of price.</summary>
    public double Basis { get; init; }

    /// <summary>Whether fifty trades or more come inside one step while the leg runs.</summary>
    public bool Burst { get; init; }

    /// <summary>Whether the leg opens a follow-through that the other instruments may join.</summary>
    public bool Leads { get; init; }
}
