namespace Titan.Web.Live;

/// <summary>A line of the live feed.</summary>
public sealed record TrapFeedRow(string At, string Symbol, string Word, Tone Tone, string Text);
