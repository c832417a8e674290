using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>A status pill of the header: tone, word, value, and what it means on hover.</summary>
public sealed record Pill(Tone Tone, string Word, [property: Cell] string Value, string Title);
