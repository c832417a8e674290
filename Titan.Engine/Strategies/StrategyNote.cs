using Titan.Engine.Model;

namespace Titan.Engine.Strategies;

/// <summary>Something a strategy says for the record: a word that operators search for, and a sentence.</summary>
public readonly record struct StrategyNote(string Type, string Message, InstrumentId? Instrument, CorrelationId? Correlation);
