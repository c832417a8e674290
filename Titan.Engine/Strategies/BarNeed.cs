namespace Titan.Engine.Strategies;

/// <summary>Bars a strategy wants: their interval, and how many closed ones of the past before it can judge.</summary>
public readonly record struct BarNeed(TimeSpan Interval, int Count);
