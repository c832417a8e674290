using System.Globalization;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>Which topics an instrument needs and how many instruments one public connection may carry.</summary>
internal static class MarketTopics
{
    /// <summary>The venue takes 21,000 characters of topics per public connection; a tenth is left free.</summary>
    private const int MostCharacters = 19_000;

    public static string Book(Instrument instrument, int depth) => string.Create(CultureInfo.InvariantCulture, $"orderbook.{depth}.{instrument.Id.Value}");

    public static string[] Of(Instrument instrument, int depth) =>
        [Book(instrument, depth), $"publicTrade.{instrument.Id.Value}", $"tickers.{instrument.Id.Value}", $"kline.1.{instrument.Id.Value}", $"kline.60.{instrument.Id.Value}"];

    /// <summary>Splits the instruments so that each part fits one connection.</summary>
    public static IEnumerable<IReadOnlyList<Instrument>> Connections(IReadOnlyList<Instrument> instruments, int depth)
    {
        var part = new List<Instrument>();
        var characters = 0;
        foreach (var instrument in instruments)
        {
            var needed = Of(instrument, depth).Sum(static topic => topic.Length + 3);
            if (characters + needed > MostCharacters)
            {
                yield return part;
                part = [];
                characters = 0;
            }

            part.Add(instrument);
            characters += needed;
        }

        if (part.Count > 0)
            yield return part;
    }
}
