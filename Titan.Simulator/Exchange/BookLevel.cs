namespace Titan.Simulator.Exchange;

/// <summary>All visible size at one price, outside liquidity and our own orders together.</summary>
internal readonly record struct BookLevel(decimal Price, decimal Size);
