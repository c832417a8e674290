namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// The map is the best by score: above 60, and when fewer than 20 are, above 50; ties go to the higher turnover
/// (spec titan-trading 2.1 step 4).
/// </summary>
internal static class MapSelection
{
    public static List<SymbolWatch> Of(IEnumerable<SymbolWatch> scored, int top, decimal score, decimal fallback)
    {
        var ranked = scored.OrderByDescending(static watch => watch.Score).ThenByDescending(static watch => watch.Turnover24h).ThenBy(static watch => watch.Instrument.Index).ToList();
        var above = ranked.Count(watch => watch.Score > score);
        var bar = above >= top ? score : fallback;
        return [.. ranked.Where(watch => watch.Score > bar).Take(top)];
    }
}
