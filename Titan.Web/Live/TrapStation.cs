namespace Titan.Web.Live;

/// <summary>A station on the way from tripwire to fill, counted since start.</summary>
public sealed record TrapStation(string Name, string Count, string What, Tone Tone);
