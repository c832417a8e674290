using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>What was seen when an intent was judged, each with its age; what was not known then reads as unknown, never as zero.</summary>
public static class DecisionSight
{
    public static IEnumerable<Fact> Of(IntentJudged judged, DateTimeOffset at)
    {
        yield return new Fact(T("Decided"), $"{ViewerZone.Exact(at)} {ViewerZone.Label(at)}");
        yield return judged.ConfigHash is { } hash ? new Fact(T("Configuration"), hash)
            : judged.ConfigVersion > 0
            ? new Fact(T("Configuration"), string.Create(CultureInfo.InvariantCulture, $"v{judged.ConfigVersion}"))
            : Known(T("Configuration"), null, T("not written in this row"));
        foreach (var fact in judged.Inputs is { } inputs ? Seen(inputs) : Unwritten(judged))
        {
            yield return fact;
        }
    }

    private static IEnumerable<Fact> Seen(DecisionInputs inputs)
    {
        var none = T("not known then");
        yield return Known(T("Bid"), Price(inputs.Bid), none);
        yield return Known(T("Ask"), Price(inputs.Ask), none);
        yield return inputs.BookAgeMs is { } age
            ? new Fact(T("Age of the book"), Figures.Milliseconds(age), "", age > 1_000 ? Tone.Stale : Tone.Plain)
            : Known(T("Age of the book"), null, T("lost"));
        yield return Known(T("Mark price"), Price(inputs.MarkPrice), none);
        yield return Known(T("Funding rate"), inputs.FundingRate is { } rate ? $"{Figures.Signed(rate * 100m, 4)} %" : null, none);
        yield return Aged(T("Equity"), inputs.Equity is { } equity ? $"{Figures.Money(equity)} USDT" : null, inputs.EquityAgeMs);
        yield return Known(T("Free margin"), inputs.AvailableMargin is { } margin ? $"{Figures.Money(margin)} USDT" : null, none);
        yield return inputs.ReconcileAgeMs is { } compared
            ? new Fact(T("Last reconcile"), T("{0} ago", Figures.Age(TimeSpan.FromMilliseconds(compared))))
            : Known(T("Last reconcile"), null, none);
        yield return Known(T("Clock against the venue"), inputs.ClockOffsetMs is { } offset ? $"{Figures.Signed((decimal)Math.Round(offset), 0)} ms" : null, none);
        yield return new Fact(T("Open positions"), Figures.Short(inputs.Open), T("notional {0}", Figures.Money(inputs.GrossNotional)));
        yield return new Fact(T("Open risk"), $"{Figures.Money(inputs.OpenRisk)} USDT", T("entry to stop"));
        yield return inputs.Phase > 0
            ? new Fact(T("Phase"), Figures.Short(inputs.Phase), T("weight {0} %, modifier {1}", Figures.Rate(inputs.Weight * 100m), Figures.Short(inputs.Modifier)))
            : Known(T("Phase"), null, none);
    }

    private static IEnumerable<Fact> Unwritten(IntentJudged judged)
    {
        var seen = DecisionFigures.Of(judged.Numbers);
        var none = T("not written in this row");
        yield return Known(T("Bid"), Price(seen.Bid), none);
        yield return Known(T("Ask"), Price(seen.Ask), none);
        yield return seen.BookAgeMs is { } age
            ? new Fact(T("Age of the book"), Figures.Milliseconds(age), T("limit {0}", "1,000 ms"), age > 1_000 ? Tone.Stale : Tone.Plain)
            : Known(T("Age of the book"), null, none);
        yield return Known(T("Equity"), seen.Equity is { } equity ? $"{Figures.Money(equity)} USDT" : null, none);
        if (seen.Bid is null && judged.Numbers.Length > 0)
        {
            yield return new Fact(T("As written"), judged.Numbers);
        }
    }

    private static string? Price(decimal? price) => price is { } known ? Figures.Exact(known, 0) : null;

    private static Fact Aged(string name, string? value, double? ageMs) => value is null
        ? Known(name, null, T("not known then"))
        : new Fact(name, value, ageMs is { } age ? T("{0} old", Figures.Age(TimeSpan.FromMilliseconds(age))) : "");

    private static Fact Known(string name, string? value, string otherwise) => value is null ? new Fact(name, Figures.Unknown, otherwise, Tone.Unknown) : new Fact(name, value);
}
