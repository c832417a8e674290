namespace Titan.Engine.Risk;

/// <summary>The positions as one (spec titan-trading 3.5). Null while too few prices were seen.</summary>
public sealed record PortfolioNumbers
{
    /// <summary>Sum of signed notionals at mark, USDT.</summary>
    public decimal NetDelta { get; init; }

    /// <summary>Sum of notionals at mark, USDT.</summary>
    public decimal Gross { get; init; }

    /// <summary>Sum of weight in the gross times correlation with BTCUSDT times direction.</summary>
    public decimal? Beta { get; init; }

    /// <summary>Loss of one day that is not exceeded on 19 of 20 days, USDT.</summary>
    public decimal? ValueAtRisk95 { get; init; }

    /// <summary>Highest correlation between two open positions, by amount, and whose.</summary>
    public decimal? HighestCorrelation { get; init; }
    public string? HighestPair { get; init; }

    /// <summary>Above 0.85: the desk holds one bet several times.</summary>
    public bool Concentrated { get; init; }
}
