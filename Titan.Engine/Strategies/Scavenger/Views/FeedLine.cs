using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Views;

/// <summary>One line of the live feed: when (event time), about whom, which word, what happened.</summary>
public sealed record FeedLine(DateTimeOffset At, InstrumentId? Instrument, string Word, string Text);
