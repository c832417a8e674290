using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>
/// Where the breaker's daily line stands and where it would: two rulers of equity on one scale. Places are percent of the width.
/// </summary>
/// <param name="Rows">In force, then as it would be.</param>
public sealed record LimitRuler(ValueList<LimitRulerRow> Rows)
{
    private const decimal MarginPercent = 3m;
    private const decimal LowestShare = 0.98m;

    /// <summary>Null where equity is not known or the line does not move.</summary>
    public static LimitRuler? Of(decimal old, decimal value, LimitFigures? figures, string? name = null)
    {
        if (figures is not { Known: true, Peak: > 0 } || old == value)
        {
            return null;
        }

        var lines = (Old: figures.Peak * (1m - old), New: figures.Peak * (1m - value));
        var lowest = Math.Min(Math.Min(lines.Old, lines.New), Math.Min(figures.Equity, figures.Stops ?? figures.Equity)) * LowestShare;
        var scale = new Scale(lowest, figures.Peak);
        return new LimitRuler([Row(T("in force"), lines.Old, figures, scale), Row(name ?? T("draft"), lines.New, figures, scale)]);
    }

    private static LimitRulerRow Row(string name, decimal trips, LimitFigures figures, Scale scale)
    {
        var stops = figures.Stops;
        return new LimitRulerRow(
            name, scale.Place(trips), Figures.Money(trips), scale.Place(figures.Equity), Figures.Money(figures.Equity), scale.Place(figures.Peak), Figures.Money(figures.Peak),
            stops is { } all ? scale.Place(all) : null, stops is { } money ? Figures.Money(money) : "", stops < trips ? Tone.Critical : Tone.High,
            stops is { } left
                ? T("{0}: equity {1}, all stops {2}, breaker trips below {3}", name, Figures.Money(figures.Equity), Figures.Money(left), Figures.Money(trips))
                : T("{0}: equity {1}, breaker trips below {2}", name, Figures.Money(figures.Equity), Figures.Money(trips)));
    }

    private sealed record Scale(decimal Lowest, decimal Highest)
    {
        public decimal Place(decimal equity)
        {
            var span = Highest - Lowest;
            return decimal.Round(span <= 0 ? 100m - MarginPercent : MarginPercent + (Math.Clamp((equity - Lowest) / span, 0m, 1m) * (100m - (2m * MarginPercent))), 2);
        }
    }
}

/// <summary>One ruler with its marks; the stops' place is null with nothing open.</summary>
public sealed record LimitRulerRow(
    string Name, decimal Trips, string TripsBelow, decimal Now, string NowValue, decimal Peak, string PeakValue, decimal? Stops, string StopsValue, Tone StopsTone, string Summary);
