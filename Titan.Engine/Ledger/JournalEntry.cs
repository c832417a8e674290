namespace Titan.Engine.Ledger;

/// <summary>A fact with its place in history: sequence from 1 without gaps, engine time UTC.</summary>
public readonly record struct JournalEntry(long Sequence, DateTimeOffset At, Fact Fact);
