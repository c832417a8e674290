using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>A station on the way from tripwire to fill, counted since start.</summary>
public sealed record TrapStation(string Name, [property: Cell] string Count, [property: Cell] string What, Tone Tone);
