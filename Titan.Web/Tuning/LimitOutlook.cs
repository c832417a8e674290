using Titan.Engine.Configuration;
using Titan.Engine.Risk;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>What a change means at this very moment: first what it would do, then what it means.</summary>
/// <param name="Tone">How loud; the words say the same.</param>
/// <param name="Lead">In one sentence.</param>
/// <param name="Text">What follows from it.</param>
/// <param name="Limit">Name of the limit it belongs to.</param>
public sealed record OutlookNote(Tone Tone, string Lead, string Text, string Limit);

/// <summary>Other limits held against what stands right now. Pure; the engine judges by the same figures a moment later.</summary>
public static class LimitOutlook
{
    public static IReadOnlyList<OutlookNote> Of(RiskConfig now, RiskConfig then, LimitFigures figures)
    {
        if (now == then)
        {
            return [];
        }

        if (!figures.Known)
        {
            return [new OutlookNote(Tone.Unknown, T("Equity is unknown."), T("What this means right now cannot be said; the breaker judges by the new limits as soon as equity is known."), "")];
        }

        return [.. Trips(now, then, figures), .. Stops(now, then, figures), .. Entries(now, then, figures)];
    }

    /// <summary>What one limit comes to in money, or whom it meets, from its value in force to another; empty where there is nothing to say.</summary>
    public static string Effect(Limit limit, decimal old, decimal value, LimitFigures? figures)
    {
        if (figures is not { Known: true })
        {
            return "";
        }

        var (equity, peak) = (figures.Equity, figures.Peak);
        return limit.Name switch
        {
            "maxRiskPerTrade" => T("{0} USDT per trade", Way(equity * old, equity * value)),
            "maxDailyDrawdown" => T("breaker trips below {0} USDT", Way(peak * (1m - old), peak * (1m - value))),
            "maxPositionSizePercent" => T("{0} USDT margin of one position", Way(equity * old, equity * value)),
            "maxOpenRisk" => T("{0} USDT at all stops", Way(equity * old, equity * value)),
            "hardDrawdown" => T("closes everything at {0} USDT", Way(peak * (1m - old), peak * (1m - value))),
            _ => "",
        };
    }

    /// <summary>Leverage that is allowed in all: the least of tier, limit and ceiling.</summary>
    public static string Leverage(RiskConfig now, RiskConfig then, LimitFigures? figures)
    {
        if (figures is not { Known: true })
        {
            return "";
        }

        var (old, value) = (Brain.LeverageCap(figures.Equity, now), Brain.LeverageCap(figures.Equity, then));
        return old != value ? T("effective {0} → {1}", Figures.LeverageLimit(old), Figures.LeverageLimit(value))
            : now == then ? T("effective {0}", Figures.LeverageLimit(value))
            : figures.Tier is { } tier && value < Math.Min(then.MaxLeverage, then.MaxTotalLeverage) ? T("effective stays {0} ({1} tier)", Figures.LeverageLimit(value), tier)
            : T("effective stays {0}", Figures.LeverageLimit(value));
    }

    /// <summary>Nothing that is open or allowed right now changes with it.</summary>
    public static bool HasNoEffectToday(LimitLine line, RiskConfig now, RiskConfig then, LimitFigures? figures) =>
        line.Limit.Name is "maxLeverage" or "maxTotalLeverage" && figures is { Known: true } && Brain.LeverageCap(figures.Equity, now) == Brain.LeverageCap(figures.Equity, then);

    private static IEnumerable<OutlookNote> Trips(RiskConfig now, RiskConfig then, LimitFigures figures)
    {
        // What closes everything is said alone: the breaker's own lock is the lesser half of it.
        foreach (var (code, name, old, limit) in ((string, string, decimal, decimal)[])[("HARD_DRAWDOWN", "hardDrawdown", now.HardDrawdown * 100m, then.HardDrawdown * 100m), ("EQUITY_FLOOR", "minEquity", now.MinEquity, then.MinEquity)])
        {
            if (Measured(figures, code) is { } measure && Over(code, measure.Value, limit, figures) && !Over(code, measure.Value, old, figures))
            {
                yield return new OutlookNote(Tone.Critical, T("It would close everything at once."), T("{0} is {1}, the new limit {2}: FLATTEN ALL, then LOCKED until a Risk Manager releases it.", T(measure.Name), Said(code, measure.Value), Said(code, limit)), name);
                yield break;
            }
        }

        foreach (var (code, name, old, limit) in ((string, string, decimal, decimal)[])
        [
            ("DAILY_DRAWDOWN", "maxDailyDrawdown", now.MaxDailyDrawdown * 100m, then.MaxDailyDrawdown * 100m),
            ("WATERMARK_DRAWDOWN", "maxDailyDrawdown", now.MaxDailyDrawdown * 100m, then.MaxDailyDrawdown * 100m),
            ("WEEKLY_DRAWDOWN", "maxWeeklyDrawdown", now.MaxWeeklyDrawdown * 100m, then.MaxWeeklyDrawdown * 100m),
            ("CONSECUTIVE_LOSSES", "maxConsecutiveLosses", now.MaxConsecutiveLosses, then.MaxConsecutiveLosses),
        ])
        {
            if (Measured(figures, code) is { } measure && Over(code, measure.Value, limit, figures) && !Over(code, measure.Value, old, figures))
            {
                yield return new OutlookNote(
                    Tone.Critical, T("The breaker would trip at once."),
                    T("{0} is {1}, the new limit {2}: LOCKED for {3} hours, entry orders are cancelled, positions stay open.", T(measure.Name), Said(code, measure.Value), Said(code, limit), Figures.Short(then.BreakerCooldownHours)), name);
                yield break;
            }
        }
    }

    private static IEnumerable<OutlookNote> Stops(RiskConfig now, RiskConfig then, LimitFigures figures)
    {
        var line = figures.Peak * (1m - then.MaxDailyDrawdown);
        if (then.MaxDailyDrawdown != now.MaxDailyDrawdown && figures.Stops is { } stops && stops < line && figures.Equity >= line)
        {
            var fall = figures.Peak > 0 ? (figures.Peak - stops) / figures.Peak : 0m;
            yield return new OutlookNote(
                Tone.Warn, T("If all stops fill, drawdown is {0} %.", Figures.Short(decimal.Round(fall * 100m, 2))),
                T("The new {0} % limit would trip the breaker on positions that are already open. They keep their size and stops.", Figures.Short(then.MaxDailyDrawdown * 100m)), "maxDailyDrawdown");
        }
    }

    private static IEnumerable<OutlookNote> Entries(RiskConfig now, RiskConfig then, LimitFigures figures)
    {
        var cap = Brain.LeverageCap(figures.Equity, then);
        if (cap < Brain.LeverageCap(figures.Equity, now) && figures.Leverage > cap)
        {
            yield return new OutlookNote(
                Tone.Warn, T("Open leverage {0} is above the new {1}.", Figures.Leverage(figures.Leverage.Value), Figures.LeverageLimit(cap)), T("New entries stop; nothing is closed."), then.MaxLeverage != now.MaxLeverage ? "maxLeverage" : "maxTotalLeverage");
        }

        if (then.MaxPositions < now.MaxPositions && figures.Positions > then.MaxPositions)
        {
            yield return new OutlookNote(
                Tone.Warn, T("{0} positions are open, the new limit is {1}.", figures.Positions, then.MaxPositions), T("New entries stop; nothing is closed."), "maxPositions");
        }

        var most = figures.Equity * then.MaxOpenRisk;
        if (then.MaxOpenRisk < now.MaxOpenRisk && figures.OpenRisk > most)
        {
            yield return new OutlookNote(
                Tone.Warn, T("Open risk {0} USDT is above the new {1}.", Figures.Money(figures.OpenRisk.Value), Figures.Money(most)), T("New entries stop; nothing is closed."), "maxOpenRisk");
        }

        if (then.MaxLeverage != now.MaxLeverage && figures.Positions > 0)
        {
            yield return new OutlookNote(Tone.Plain, T("Titan sets the leverage of every instrument on the venue anew."), T("The margin of open positions follows it."), "maxLeverage");
        }
    }

    private static LimitMeasure? Measured(LimitFigures figures, string code) => figures.Measures.FirstOrDefault(measure => measure.Code == code);

    // As each measure judges: strictly above, at or above, below (Titan.Engine/Safety/Measures).
    private static bool Over(string code, decimal value, decimal limit, LimitFigures figures) => code switch
    {
        "HARD_DRAWDOWN" or "CONSECUTIVE_LOSSES" => value >= limit,
        "EQUITY_FLOOR" => value < limit && figures.Watermark >= limit,
        _ => value > limit,
    };

    private static string Said(string code, decimal value) => code switch
    {
        "CONSECUTIVE_LOSSES" => Figures.Short(value),
        "EQUITY_FLOOR" => $"{Figures.Money(value)} USDT",
        _ => $"{Figures.Short(value)} %",
    };

    private static string Way(decimal old, decimal value) => old == value ? Figures.Money(old) : $"{Figures.Money(old)} → {Figures.Money(value)}";
}
