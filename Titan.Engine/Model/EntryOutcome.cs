namespace Titan.Engine.Model;

/// <summary>An entry order came to its end: how much of it filled (base currency), at which mean price, and why it ended.</summary>
public sealed record EntryOutcome(CorrelationId Correlation, InstrumentId Instrument, decimal FilledQuantity, decimal AveragePrice, OrderStatus Status, string? Reason);
