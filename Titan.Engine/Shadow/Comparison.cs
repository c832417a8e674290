using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Shadow;

/// <summary>What a reconcile would do with one symbol (spec titan-trading 4.3). Nothing is ever traded by it.</summary>
public enum ComparisonVerdict
{
    /// <summary>Both sides hold the same.</summary>
    Match,

    /// <summary>The venue holds what we do not: taken into our book, without inventing a stop.</summary>
    Adopt,

    /// <summary>We hold what the venue does not: closed in our book at the venue's exit price.</summary>
    Close,

    /// <summary>Both hold it, with another size or side: the venue's is taken over.</summary>
    Overwrite,

    /// <summary>An order or fill is on its way, or the instrument is still being loaded: left for the next round.</summary>
    Ignore,
}

/// <summary>One symbol on both sides at one moment: our position and the venue's, null where there is none.</summary>
public sealed record ComparisonRow(string Symbol, Position? Shadow, VenuePosition? Venue, ComparisonVerdict Verdict);
