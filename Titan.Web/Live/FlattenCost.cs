using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>
/// What FLATTEN ALL would cost at the venue's depth, and at worst if every fill came at the 0.50 % price band. Old or untold is unknown,
/// never zero.
/// </summary>
public sealed record FlattenCost(string Expected, string ExpectedNote, string Worst, string After, string Age, bool IsKnown, ValueList<FlattenLegCost> Legs)
{
    /// <summary>Fraction of the mark that the worst case assumes.</summary>
    private const decimal Band = 0.005m;

    /// <summary>A forecast older than this is not shown as if it were now.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static FlattenCost Unknown => new(Figures.Unknown, T("asking the venue for its depth"), Figures.Unknown, Figures.Unknown, "", false, []);

    /// <param name="forecast">The venue's depth as last told; null before the first answer.</param>
    /// <param name="equity">Equity now; null while unknown.</param>
    /// <param name="now">Engine time.</param>
    public static FlattenCost Of(FlattenForecast? forecast, decimal? equity, DateTimeOffset now)
    {
        if (forecast is null)
        {
            return Unknown;
        }

        if (now - forecast.At > Limit)
        {
            return Unknown with { ExpectedNote = T("last told {0} ago: too old", Figures.Age(now - forecast.At)) };
        }

        var priced = forecast.Legs.All(leg => leg.Mark is not null);
        var told = priced && forecast.Legs.All(leg => leg is { ExpectedPrice: not null, DepthShort: false });
        var fees = forecast.Legs.Sum(leg => leg.Fee);
        var worst = forecast.Legs.Sum(leg => ((leg.Mark ?? 0m) * Math.Abs(leg.SignedQuantity) * Band) + leg.Fee);
        return new FlattenCost(
            told ? Figures.Money(forecast.WorstCost) : Figures.Unknown,
            told ? T("slippage {0} + fees {1} at this depth", Figures.Money(forecast.Legs.Sum(leg => leg.Slippage)), Figures.Money(fees)) : T("the book told is too thin, or none was told"),
            priced ? Figures.Money(worst) : Figures.Unknown,
            told && equity is { } worth ? Figures.Money(worth - forecast.WorstCost) : Figures.Unknown,
            T("as of {0}", Figures.Age(now - forecast.At)),
            told,
            [.. forecast.Legs.Select(LegOf)]);
    }

    public FlattenLegCost? this[string symbol] => Legs.FirstOrDefault(leg => leg.Symbol == symbol);

    private static FlattenLegCost LegOf(FlattenForecastLeg leg) => new(
        leg.Symbol,
        leg is { ExpectedPrice: not null, DepthShort: false } ? Figures.Money(leg.Slippage) : Figures.Unknown,
        leg.Mark is null ? Figures.Unknown : Figures.Money(leg.Fee),
        leg.DepthShort || leg.ExpectedPrice is null ? T("the book told is thinner than the position") : "");
}

/// <summary>Slippage and fee of one position, USDT.</summary>
public sealed record FlattenLegCost(string Symbol, string Slippage, string Fee, string Note);
