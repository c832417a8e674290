using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>
/// The prices that the engine still holds around a moment: 90 seconds of 5-second steps, else half an hour of minutes, else none. Equal when nothing new
/// was heard.
/// </summary>
public sealed record MomentPrices(DateTimeOffset From, DateTimeOffset To, ValueList<long> Times, ValueList<double?> Prices, int Decimals)
{
    private const int Fewest = 4;
    private const int MostPoints = 200;

    // Half the width of the picture, and how near to the moment a price must stand to say anything about it.
    private static readonly (TimeSpan Half, TimeSpan Near)[] Spans =
        [(TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(15)), (TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(2))];

    public static MomentPrices None { get; } = new(default, default, [], [], 2);

    public bool IsEmpty => Times.Count == 0;

    /// <summary>How much is shown: 90 s, 30 m.</summary>
    public string Span => To - From < TimeSpan.FromMinutes(5) ? T("{0} s around the moment", (int)(To - From).TotalSeconds) : T("{0} min around the moment", (int)(To - From).TotalMinutes);

    public PriceSeries Series => new([.. Times], [.. Prices]);

    /// <summary>The price that stood nearest to a time; null when nothing was heard.</summary>
    public double? At(DateTimeOffset at)
    {
        var second = at.ToUnixTimeSeconds();
        return Enumerable.Range(0, Times.Count).Where(index => Prices[index] is not null).OrderBy(index => Math.Abs(Times[index] - second)).Select(index => Prices[index]).FirstOrDefault();
    }

    /// <param name="seen">The price that was judged, which the kept steps are too coarse to hold.</param>
    public static MomentPrices Of(IPriceHistory history, string symbol, DateTimeOffset at, double? seen = null)
    {
        var instrument = new InstrumentId(symbol);
        var decimals = history.Instruments.FirstOrDefault(one => one.Id == instrument)?.PriceDecimals ?? 2;
        foreach (var (half, near) in Spans)
        {
            var points = history.Read(instrument, at - half, at + half, MostPoints);
            if (points.Count(point => point.Price is not null) >= Fewest && points.Any(point => point.Price is not null && (point.At - at).Duration() <= near))
            {
                var series = PriceSeries.Of(seen is null ? points : [.. points.Where(point => point.At <= at), new PricePoint(at, seen), .. points.Where(point => point.At > at)]);
                return new MomentPrices(at - half, at + half, [.. series.Times], [.. series.Prices], decimals);
            }
        }

        return None;
    }

    /// <summary>The chart in one sentence, for those who cannot see it.</summary>
    public string Describe(DecisionMoment moment)
    {
        var known = Prices.Where(price => price is not null).Select(price => (decimal)price!.Value).ToArray();
        string Written(decimal price) => Figures.Mark(price, Decimals);
        var then = At(moment.At) is { } price ? Written((decimal)price) : Figures.Unknown;
        var lines = moment.Levels.Count == 0 ? "" : " " + T("Lines: {0}.", string.Join(", ", moment.Levels.Select(level => $"{level.Label} {level.Text}")));
        return T("Price of {0}, {1}: {2} at {3}; before and after between {4} and {5}.", moment.Symbol, Span, then, moment.Clock, Written(known.Min()), Written(known.Max())) + lines;
    }
}
