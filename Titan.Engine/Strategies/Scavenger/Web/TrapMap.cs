using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// The set of traps, rebuilt each cycle from what the symbols' memory holds (spec titan-trading 2.1). A trap found again lives on under
/// its id; one not found again for two cycles expires; one whose symbol left the map, or the whitelist, is cancelled.
/// </summary>
internal sealed class TrapMap(ScavengerOptions options, InputFaults faults)
{
    private const int Top = 100;

    private readonly Dictionary<TrapKey, Trap> _traps = [];
    private readonly List<TrapPlan> _plans = [];

    /// <summary>All traps that stand, in a fixed order.</summary>
    public IReadOnlyList<Trap> Traps { get; private set; } = [];

    public int Symbols { get; private set; }

    public int Cycles { get; private set; }

    public DateTimeOffset? BuiltAt { get; private set; }

    /// <summary>Traps set, by type, since start.</summary>
    public long[] Detected { get; } = new long[TrapTypes.All.Count];

    /// <summary>One cycle. A symbol that fails scores 0 and is passed over; the cycle goes on.</summary>
    /// <param name="watches">All symbols of the session.</param>
    /// <param name="bitcoin">Bitcoin among them; null when it is not.</param>
    /// <param name="firstSpotAt">When the venue that leads was first heard at all; null before.</param>
    /// <param name="now">Cycle time.</param>
    /// <param name="listed">Which instruments may be entered; all when left out.</param>
    public MapChange Build(IReadOnlyList<SymbolWatch> watches, SymbolWatch? bitcoin, long? firstSpotAt, DateTimeOffset now, Func<InstrumentId, bool>? listed = null)
    {
        var universe = Universe.Of(watches, options.UniverseSize, firstSpotAt, now.UtcTicks, faults, listed);
        var found = new Dictionary<SymbolWatch, TrapPlan[]>(universe.Count);
        for (var rank = 0; rank < universe.Count; rank++)
        {
            found[universe[rank]] = Score(universe[rank], bitcoin, rank < Top, now.UtcTicks);
        }

        var chosen = MapSelection.Of(universe, options.TopSymbolsCount, options.MinScore, options.FallbackScore);
        var change = new MapChange();
        foreach (var watch in chosen)
        {
            Set(watch, found[watch], now, change);
        }

        End(chosen, now, change);
        Arrange(watches);
        (Symbols, BuiltAt) = (chosen.Count, now);
        Cycles++;
        return change;
    }

    private TrapPlan[] Score(SymbolWatch watch, SymbolWatch? bitcoin, bool amongTop, long now)
    {
        _plans.Clear();
        if (watch.OpenInterest.IsStale(now))
        {
            faults.Count(InputFault.StaleOpenInterest);
        }

        var sight = new WebSight(watch, bitcoin, amongTop, now);
        foreach (var finder in TrapFinders.All)
        {
            var own = options.Traps.Of(finder.Type);
            if (own.Enabled && own.Confidence >= own.MinConfidence && finder.Find(sight) is { TriggerPrice: > 0 } plan)
            {
                _plans.Add(plan);
            }
        }

        var hours = watch.Hours.Bars;
        watch.Score = hours.Length == 0 ? 0m : SymbolScore.Of(Indicators.AverageTrueRangePercent(hours), hours[^1].Turnover, _plans.Count);
        return [.. _plans];
    }

    private void Set(SymbolWatch watch, TrapPlan[] plans, DateTimeOffset now, MapChange change)
    {
        var validUntil = now.AddMilliseconds(2.0 * options.UpdateIntervalMs);
        foreach (var plan in plans)
        {
            var own = options.Traps.Of(plan.Type);
            var key = new TrapKey(watch.Instrument.Id, plan.Type, plan.Direction);
            if (_traps.TryGetValue(key, out var known))
            {
                // A trap in mid-strike keeps the level it sprang at.
                if (!known.Firing)
                {
                    known.Confirm(plan, own, validUntil, watch.PerpetualPrice);
                }

                continue;
            }

            var trap = new Trap(watch.Instrument, plan, own, now, validUntil, watch.Score);
            trap.Place(watch.PerpetualPrice);
            _traps[key] = trap;
            Detected[(int)plan.Type]++;
            change.Added.Add(trap);
        }
    }

    private void End(List<SymbolWatch> chosen, DateTimeOffset now, MapChange change)
    {
        foreach (var trap in _traps.Values.ToArray())
        {
            if (now >= trap.ValidUntil)
            {
                trap.End(TrapStatus.Expired);
                change.Expired.Add(trap);
                _traps.Remove(trap.Key);
            }
            else if (!trap.Firing && !chosen.Exists(watch => watch.Instrument.Id == trap.Instrument.Id))
            {
                trap.End(TrapStatus.Cancelled);
                change.Cancelled.Add(trap);
                _traps.Remove(trap.Key);
            }
        }
    }

    private void Arrange(IReadOnlyList<SymbolWatch> watches)
    {
        Traps = [.. _traps.Values.OrderBy(static trap => trap.Instrument.Index).ThenByDescending(static trap => trap.Confidence).ThenBy(static trap => trap.Type).ThenBy(static trap => trap.Direction)];
        foreach (var watch in watches)
        {
            watch.Traps = [.. Traps.Where(trap => trap.Instrument.Id == watch.Instrument.Id)];
        }
    }
}
