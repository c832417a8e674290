namespace Titan.Engine.Model;

/// <summary>
/// Entries rest after a MODERATE liquidation cascade (spec titan-trading 4.6). Changes are fractions, the volume a ratio to its mean.
/// </summary>
public sealed record CascadePause(InstrumentId Instrument, DateTimeOffset Since, DateTimeOffset Until, decimal OpenInterestChange, decimal PriceMove, decimal VolumeRatio);
