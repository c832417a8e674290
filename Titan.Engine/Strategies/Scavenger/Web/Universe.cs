using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// Which symbols are scored (spec titan-trading 2.1 step 1): turnover of a day at least 1 M, spread at most 0.15 %, a pair on the venue that
/// leads; the largest by turnover. Of the session's instruments those on the whitelist: one that was taken off is watched on and gets no traps.
/// </summary>
internal static class Universe
{
    private const decimal TurnoverAtLeast = 1_000_000m;
    private const decimal SpreadAtMost = 0.0015m;

    /// <summary>So long after others print, a symbol that never did has no pair there.</summary>
    private static readonly long PairShownWithin = TimeSpan.FromMinutes(5).Ticks;

    /// <param name="watches">All symbols of the session.</param>
    /// <param name="size">How many to keep.</param>
    /// <param name="firstSpotAt">When the venue that leads was first heard at all; null before.</param>
    /// <param name="now">Cycle time.</param>
    /// <param name="faults">Counts symbols without a pair.</param>
    /// <param name="listed">Which instruments may be entered; all when left out.</param>
    public static List<SymbolWatch> Of(IReadOnlyList<SymbolWatch> watches, int size, long? firstSpotAt, long now, InputFaults faults, Func<InstrumentId, bool>? listed = null)
    {
        var found = new List<SymbolWatch>(watches.Count);
        foreach (var watch in watches)
        {
            if (listed?.Invoke(watch.Instrument.Id) == false)
            {
                continue;
            }

            if (watch.Turnover24h < TurnoverAtLeast || watch.Bid <= 0 || watch.SpreadFraction > SpreadAtMost)
            {
                continue;
            }

            if (watch.SpotTrades == 0 && now - firstSpotAt > PairShownWithin)
            {
                faults.Count(InputFault.MissingPair);
                continue;
            }

            found.Add(watch);
        }

        found.Sort(static (one, other) => other.Turnover24h.CompareTo(one.Turnover24h) is var order && order != 0 ? order : one.Instrument.Index.CompareTo(other.Instrument.Index));
        if (found.Count > size)
        {
            found.RemoveRange(size, found.Count - size);
        }

        return found;
    }
}
