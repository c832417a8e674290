using System.Text;
using Titan.Engine.Venues.Binance;
using Titan.Tests.Venues.Bybit;

namespace Titan.Tests.Venues.Binance;

/// <summary>The payloads of spec venues/binance-spot.md, and pairs to read them with.</summary>
internal static class SpotPayloads
{
    public const string AggregateTrade = """{"e":"aggTrade","E":1700000000100,"s":"BTCUSDT","a":501,"p":"20000.01","q":"0.005","f":1001,"l":1003,"T":1700000000099,"m":false,"M":true}""";
    public const string Trade = """{"e":"trade","E":1700000000100,"s":"BTCUSDT","t":1001,"p":"20000.01","q":"0.002","T":1700000000099,"m":true,"M":true}""";
    public const string BookTicker = """{"u":400900217,"s":"BTCUSDT","b":"20000.00","B":"1.5","a":"20000.01","A":"0.7"}""";
    public const string Depth = """{"e":"depthUpdate","E":1700000000100,"s":"BTCUSDT","U":157,"u":160,"b":[["20000.00","0"]],"a":[["20000.02","3"]]}""";

    public static SpotPairs Pairs { get; } = new(
    [
        new SpotPair(TestInstruments.Btc, "BTCUSDT", 1m),
        new SpotPair(TestInstruments.Make("1000PEPEUSDT", 0.0000001m, 100m, 1), "PEPEUSDT", 1_000m),
    ]);

    public static string Wrapped(string stream, string payload) => $$"""{"stream":"{{stream}}","data":{{payload}}}""";

    /// <summary>The frame as read; fails the test when nobody can.</summary>
    public static SpotFrame Read(string text)
    {
        var frame = new SpotFrame();
        Assert.True(SpotFrameReader.TryRead(Encoding.UTF8.GetBytes(text), Pairs, frame), text);
        return frame;
    }

    public static bool IsReadable(string text) => SpotFrameReader.TryRead(Encoding.UTF8.GetBytes(text), Pairs, new SpotFrame());

    public static string Print(long id, string symbol = "BTCUSDT", string price = "20000.01", string quantity = "0.005", bool sellerIsTaker = false, long ms = 1_700_000_000_099, long fills = 1) =>
        $$"""{"e":"aggTrade","E":{{ms}},"s":"{{symbol}}","a":{{id}},"p":"{{price}}","q":"{{quantity}}","f":{{id * 10}},"l":{{(id * 10) + fills - 1}},"T":{{ms}},"m":{{(sellerIsTaker ? "true" : "false")}},"M":true}""";
}
