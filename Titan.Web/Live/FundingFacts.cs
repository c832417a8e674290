using System.Globalization;
using Titan.Engine.Kernel;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>
/// What the next funding will take or bring: when, at which rate, and about how much at the price now. Each part that the venue has not told
/// reads unknown by itself; a missing rate is not a rate of zero.
/// </summary>
public static class FundingFacts
{
    private const decimal HoursOfAYear = 8_760m;

    public static IEnumerable<Fact> Of(PositionView view, DateTimeOffset now) => [When(view, now), Rate(view), Payment(view)];

    // A time that has passed is the last one and not the next.
    private static Fact When(PositionView view, DateTimeOffset now) => view.NextFunding is { } at && at > now
        ? new Fact(T("Next funding"), $"{Figures.Clock(at)} {ViewerZone.Label(at)}", T("in {0}", Figures.Age(at - now)))
        : new Fact(T("Next funding"), Figures.Unknown, T("the venue has not told when"), Tone.Unknown);

    private static Fact Rate(PositionView view)
    {
        if (view.FundingRate is not { } rate)
        {
            return new Fact(T("Funding rate"), Figures.Unknown, T("the venue has not told one"), Tone.Unknown);
        }

        if (view.Instrument is not { FundingInterval.Ticks: > 0 } instrument)
        {
            return new Fact(T("Funding rate"), $"{Figures.Signed(rate * 100m, 4)} %", T("each time it is paid"));
        }

        var hours = (decimal)instrument.FundingInterval.TotalHours;
        var every = hours.ToString("0.##", CultureInfo.InvariantCulture);
        return new Fact(T("Funding rate"), $"{Figures.Signed(rate * 100m, 4)} %", T("every {0} h, {1} % a year", every, Figures.Signed(rate * 100m * HoursOfAYear / hours, 2)));
    }

    // Longs pay shorts while the rate is positive, and shorts pay longs while it is negative.
    private static Fact Payment(PositionView view)
    {
        if (view.FundingRate is not { } rate || view.MarkPrice is not > 0)
        {
            return new Fact(T("Funding, estimated"), Figures.Unknown, T("needs the rate and a mark price"), Tone.Unknown);
        }

        var ours = -view.Position.SignedQuantity * view.MarkPrice.Value * rate;
        var words = (rate, ours) switch
        {
            (0m, _) or (_, 0m) => T("nobody pays"),
            ( > 0m, < 0m) => T("longs pay shorts: we pay"),
            ( > 0m, _) => T("longs pay shorts: we receive"),
            (_, < 0m) => T("shorts pay longs: we pay"),
            _ => T("shorts pay longs: we receive"),
        };
        return new Fact(T("Funding, estimated"), $"{Figures.SignedMoney(ours)} USDT", words, Tones.OfGain(ours));
    }
}
