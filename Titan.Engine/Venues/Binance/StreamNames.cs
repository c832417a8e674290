namespace Titan.Engine.Venues.Binance;

/// <summary>Names of the streams that a pair needs; symbols are lower-case in names (spec venues/binance-spot.md).</summary>
internal static class StreamNames
{
    /// <summary>The venue takes this many streams on one connection.</summary>
    public const int MostPerConnection = 1_024;

    public static IEnumerable<string> Of(SpotPair pair, bool withBook)
    {
        yield return pair.StreamSymbol + "@aggTrade";
        yield return pair.StreamSymbol + "@bookTicker";
        if (withBook)
            yield return pair.StreamSymbol + "@depth@100ms";
    }
}
