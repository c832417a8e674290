using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>One line of the sensor panel: a word, what it is about, its figure, and perhaps a spark line as points of an SVG polyline.</summary>
public sealed record SensorRow(string Word, Tone Tone, string Name, [property: Cell] string What, [property: Cell] string Value, [property: Cell] string Spark = "");
