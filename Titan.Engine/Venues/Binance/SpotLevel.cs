namespace Titan.Engine.Venues.Binance;

/// <summary>One level as the venue writes it, in units of the pair; quantity 0 deletes.</summary>
internal readonly record struct SpotLevel(decimal Price, decimal Quantity);
