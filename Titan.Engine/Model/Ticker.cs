namespace Titan.Engine.Model;

/// <summary>
/// The venue's slow figures of one instrument, merged from snapshot and deltas: mark and index price (quote currency), funding rate
/// (fraction per interval), open interest (base), 24 h turnover (quote).
/// </summary>
public readonly record struct Ticker(
    Instrument Instrument, decimal MarkPrice, decimal IndexPrice, decimal LastPrice, decimal FundingRate, DateTimeOffset? NextFunding,
    decimal OpenInterest, decimal Turnover24h, DateTimeOffset VenueTime, DateTimeOffset ReceivedAt);
