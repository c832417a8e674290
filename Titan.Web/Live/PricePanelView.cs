using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Web.Live;

/// <summary>Which instruments have a price to show, which one is shown, and how old that is.</summary>
public sealed record PricePanelView(Freshness Freshness, ValueList<string> Symbols, string? Chosen)
{
    public static PricePanelView From(EngineSnapshot snapshot, IPriceHistory prices, string? chosen, DateTimeOffset now)
    {
        ValueList<string> symbols =
        [
            .. prices.Instruments.Select(one => one.Id.Value).Concat(snapshot.Positions.Select(view => view.Position.Instrument.Value))
                .Concat(snapshot.Scavenger?.Traps.Select(trap => trap.Instrument.Value) ?? []).Concat(chosen is null ? [] : [chosen]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        return new PricePanelView(FreshnessOf(snapshot, prices, chosen, now), symbols, chosen);
    }

    /// <summary>The instrument whose wire is nearest, else the first position, else any with a price; null while nothing is known.</summary>
    public static string? Nearest(EngineSnapshot snapshot, IPriceHistory prices)
    {
        var nearest = snapshot.Scavenger?.Traps.Where(trap => trap is { DistancePercent: not null, Readiness: TrapReadiness.Set or TrapReadiness.Firing })
            .MinBy(trap => trap.DistancePercent)?.Instrument;
        nearest ??= snapshot.Positions.FirstOrDefault()?.Position.Instrument;
        nearest ??= snapshot.Scavenger?.Traps.FirstOrDefault()?.Instrument;
        return (nearest ?? prices.Instruments.Select(one => (InstrumentId?)one.Id).FirstOrDefault())?.Value;
    }

    // The engine may speak while this one instrument is silent: then the line is old, and must look so.
    private static Freshness FreshnessOf(EngineSnapshot snapshot, IPriceHistory prices, string? chosen, DateTimeOffset now)
    {
        var whole = Freshness.Of(snapshot, now);
        return whole.IsLoading || whole.IsStale || chosen is null || prices.Newest(new InstrumentId(chosen)) is not { } newest ? whole : Freshness.OfAge(now - newest.At);
    }
}
