using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One judgement in one line: key, value, what stands behind it, and where its evidence is (empty: nowhere).</summary>
/// <param name="Used">Part of the way to the limit in percent, for the bar; null where there is none.</param>
public sealed record BrainCell(string Key, [property: Cell] string Value, [property: Cell] string Unit, [property: Cell] string Context, [property: Cell] Tone Tone, string Address = "", [property: Cell] decimal? Used = null);

/// <summary>What the Brain says right now: room for today, the breaker's nearest limit, and the newest decision with the gate that refused.</summary>
public sealed record BrainStripView(BrainCell Headroom, BrainCell Breaker, BrainCell Decision)
{
    public static BrainStripView From(EngineSnapshot snapshot, DateTimeOffset now) => new(HeadroomOf(snapshot.BrainView), BreakerOf(snapshot, now), DecisionOf(snapshot.BrainView, now));

    private static BrainCell HeadroomOf(BrainView brain)
    {
        if (brain is not { DailyHeadroom: { } room, Phase: { } phase })
        {
            return new BrainCell(T("Headroom today"), Figures.Unknown, "", T("needs a known equity"), Tone.Unknown);
        }

        var ladder = brain.NextPhaseAt is { } next ? T("phase {0} at {1}", phase + 1, Figures.Whole(next)) : T("last phase");
        var risk = brain.MaxOpenRisk is { } most ? T("risk {0} of {1}", Figures.Money(brain.OpenRisk), Figures.Money(most)) : T("risk {0}", Figures.Money(brain.OpenRisk));
        return new BrainCell(T("Headroom today"), Figures.Money(room), "USDT", $"{risk} · {ladder}", room == 0 ? Tone.Critical : Tone.Plain);
    }

    private static BrainCell BreakerOf(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var view = snapshot.BreakerView;
        if (snapshot.Breaker.Active || view.Active)
        {
            var ends = snapshot.Breaker.CooldownEndsAt is { } end ? T("ends in {0}", Figures.Count(end - now)) : T("until someone releases it");
            return new BrainCell(T("Circuit breaker"), T("TRIPPED"), "", $"{Said(snapshot.Breaker.Reason ?? view.Reason ?? "")} · {ends}", Tone.Critical);
        }

        if (view.Nearest is not { Share: { } share } nearest)
        {
            return new BrainCell(T("Circuit breaker"), Figures.Unknown, "", T("no limit is measured yet"), Tone.Unknown);
        }

        var tone = share switch { >= 1m => Tone.Critical, >= 0.7m => Tone.High, >= 0.4m => Tone.Warn, _ => Tone.Plain };
        var used = Math.Clamp(decimal.Round(share * 100m, 1), 0m, 100m);
        return new BrainCell(T("Nearest breaker limit"), Figures.Rate(share * 100m), T("% used"), Nearness(nearest), tone, "", used);
    }

    private static string Nearness(MeasureView nearest)
    {
        // A floor is a level and no share of anything, and it is the very equity at which it fires.
        if (nearest.Code == "EQUITY_FLOOR")
        {
            return T("equity {0}, floor {1} USDT", nearest.Value is { } equityNow ? Figures.Money(equityNow) : Figures.Unknown, Figures.Short(decimal.Round(nearest.Limit, 2)));
        }

        var unit = nearest.Unit is "%" or "USDT" ? $" {nearest.Unit}" : "";
        var seen = $"{T(MeasureWords.Of(nearest))} {T("{0} of {1}", nearest.Value is { } value ? Figures.Short(decimal.Round(value, 2)) : Figures.Unknown, Figures.Short(decimal.Round(nearest.Limit, 2)) + unit)}";
        return nearest.FiresAtEquity is { } equity ? $"{seen} · {T("at {0}", Figures.Money(equity))}" : seen;
    }

    private static BrainCell DecisionOf(BrainView brain, DateTimeOffset now)
    {
        if (brain.Decisions.IsDefaultOrEmpty)
        {
            return new BrainCell(T("Last decision"), Figures.Missing, "", T("no signal since the start"), Tone.Muted);
        }

        var last = brain.Decisions[0];
        var age = Figures.Age(now - last.At);
        var side = last.Side == Side.Buy ? "LONG" : "SHORT";
        var address = FormattableString.Invariant($"why?id={last.Sequence}");
        if (last.Approved)
        {
            return new BrainCell(T("Last decision"), last.Symbol, T("{0} approved · {1} ago", side, age), last.Strategy, Tone.Ok, address);
        }

        var gate = last.Gate is null ? T("One of our gates said no.") : T(DecisionWords.GateOf(last.Gate));
        var compared = DecisionFigures.Of(last.Numbers).Compared;
        return new BrainCell(T("Last decision"), last.Symbol, T("{0} denied · {1} ago", side, age), compared.Length > 0 ? $"{gate}: {compared}" : gate, Tone.Warn, address);
    }
}
