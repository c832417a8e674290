namespace Titan.Simulator.Market;

/// <summary>What may be tuned on <see cref="RecordedMarket"/>.</summary>
public sealed record RecordedMarketOptions
{
    /// <summary>Prints per bar, 4 to 600; null: 12 for one-minute bars (one each 5 s), 4 for others. Ticks ignore it.</summary>
    public int? StepsPerBar { get; init; }

    /// <summary>Quotes that give the spread; null: the <c>_quote_</c> twin beside a <c>_trade_</c> file when it is there.</summary>
    public string? QuoteFile { get; init; }

    /// <summary>
    /// A bar file of the same symbol: those of its bars that ended before the recording begins are <see cref="IMarketSource.History"/>. Null: what the
    /// recording itself holds before its play, which is nothing for raw sessions.
    /// </summary>
    public string? HistoryFile { get; init; }

    /// <summary>Funding rate shown all along, fraction; recordings hold none.</summary>
    public decimal FundingRate { get; init; } = 0.0001m;

    internal void Validate()
    {
        if (StepsPerBar is < 4 or > 600)
            throw new ArgumentOutOfRangeException(nameof(StepsPerBar), StepsPerBar, "StepsPerBar must be 4 to 600.");
        if (FundingRate is < -0.01m or > 0.01m)
            throw new ArgumentOutOfRangeException(nameof(FundingRate), FundingRate, "FundingRate must be -0.01 to 0.01.");
    }
}
