using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Views;

/// <summary>The volume window of one symbol of the map: trades inside it now, trades needed, and which way they pushed.</summary>
public sealed record BurstView(InstrumentId Instrument, int Trades, int Needed, decimal MicroCvd, decimal Volume, DateTimeOffset? LastSpotAt, decimal? SpotPrice, decimal Basis, int Lag, double? Correlation);
