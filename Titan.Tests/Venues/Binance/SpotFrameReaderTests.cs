using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Venues.Binance;
using Titan.Tests.Support;

namespace Titan.Tests.Venues.Binance;

/// <summary>What the frames of the streams mean, and that no frame can break the reading.</summary>
public sealed class SpotFrameReaderTests
{
    [Theory]
    [InlineData(SpotPayloads.AggregateTrade)]
    [InlineData($$"""{"stream":"btcusdt@aggTrade","data":{{SpotPayloads.AggregateTrade}}}""")]
    public void AggregateTrade_BareOrWrapped_IsRead(string text)
    {
        var frame = SpotPayloads.Read(text);
        Assert.Equal(SpotFrameKind.AggregateTrade, frame.Kind);
        Assert.Equal((0, 20_000.01m, 0.005m), (frame.Slot, frame.Price, frame.Quantity));
        Assert.Equal((501L, 1_001L, 1_003L, 1_700_000_000_099L), (frame.TradeId, frame.FirstTrade, frame.LastTrade, frame.TradeMs));
        Assert.False(frame.BuyerIsMaker);
    }

    [Fact]
    public void BookTicker_HasNoEventName_AndIsKnownByItsFields()
    {
        var frame = SpotPayloads.Read(SpotPayloads.BookTicker);
        Assert.Equal(SpotFrameKind.BookTicker, frame.Kind);
        Assert.Equal(400_900_217L, frame.LastUpdate);
        Assert.Equal((new SpotLevel(20_000.00m, 1.5m), new SpotLevel(20_000.01m, 0.7m)), (frame.BestBid, frame.BestAsk));
    }

    [Fact]
    public void Depth_LevelsAndNumbers_AreRead()
    {
        var frame = SpotPayloads.Read(SpotPayloads.Wrapped("btcusdt@depth@100ms", SpotPayloads.Depth));
        Assert.Equal(SpotFrameKind.Depth, frame.Kind);
        Assert.Equal((157L, 160L), (frame.FirstUpdate, frame.LastUpdate));
        Assert.Equal([new SpotLevel(20_000.00m, 0m)], frame.Bids);
        Assert.Equal([new SpotLevel(20_000.02m, 3m)], frame.Asks);
    }

    [Theory]
    [InlineData(SpotPayloads.Trade)]
    [InlineData("""{"e":"kline","E":1,"s":"BTCUSDT","k":{"t":1,"T":2,"s":"BTCUSDT","i":"1m","f":100,"L":200,"o":"1","c":"2","x":false,"B":"0"}}""")]
    [InlineData("""{"e":"24hrTicker","E":1,"s":"BTCUSDT","p":"1","P":"2","b":"1","B":"1","a":"2","A":"1"}""")]
    [InlineData("""{"e":"somethingNew","s":{"x":1},"p":[1],"b":{"y":2},"a":null,"m":"maybe"}""")]
    public void OtherEvents_AreReadableAndPassedOver(string text) => Assert.Equal(SpotFrameKind.Other, SpotPayloads.Read(text).Kind);

    [Theory]
    [InlineData("""{"e":"serverShutdown","E":1700000000100}""")]
    [InlineData("""{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1700000000100}}""")]
    public void Shutdown_BareOrWrapped_IsKnown(string text) => Assert.Equal(SpotFrameKind.Shutdown, SpotPayloads.Read(text).Kind);

    [Theory]
    [InlineData("""{"result":null,"id":1}""", "1", null)]
    [InlineData("""{"id":"abc","result":["btcusdt@trade"]}""", "abc", null)]
    [InlineData("""{"code":2,"msg":"Invalid request: no"}""", "", "Invalid request: no")]
    [InlineData("""{"error":{"code":2,"msg":"Invalid request: no"},"id":7}""", "7", "Invalid request: no")]
    public void Reply_GoodOrBad_NamesItsRequest(string text, string id, string? error)
    {
        var frame = SpotPayloads.Read(text);
        Assert.Equal((SpotFrameKind.Reply, id, error), (frame.Kind, frame.ReplyId, frame.ReplyError));
    }

    [Fact]
    public void UnknownFields_OfAnyShape_ChangeNothing()
    {
        var frame = SpotPayloads.Read(SpotPayloads.AggregateTrade.Replace("\"M\":true", "\"M\":true,\"Z\":{\"p\":\"7\"},\"new\":[1,[2]],\"nq\":\"0.1\"", StringComparison.Ordinal));
        Assert.Equal(20_000.01m, frame.Price);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"stream":"btcusdt@aggTrade"}""")]
    [InlineData("""{"stream":"btcusdt@aggTrade","data":[1]}""")]
    [InlineData("""{"e":"aggTrade","s":"BTCUSDT"}""")]
    [InlineData("""{"e":"aggTrade","E":1,"s":"BTCUSDT","a":1,"p":"cheap","q":"1","T":1,"m":true}""")]
    [InlineData("""{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":9,"u":3,"b":[],"a":[]}""")]
    [InlineData("""{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":1,"u":3,"b":[["1"]],"a":[]}""")]
    [InlineData("""{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":1,"u":3,"b":[["-1","2"]],"a":[]}""")]
    [InlineData("""{"e":"aggTrade","a":501}{"e":"aggTrade"}""")]
    public void Broken_IsAnAnswerNotAnAccident(string text) => Assert.False(SpotPayloads.IsReadable(text));

    [Fact]
    public void AnyDamageToAGoodFrame_NeverThrows()
    {
        string[] good = [SpotPayloads.AggregateTrade, SpotPayloads.BookTicker, SpotPayloads.Depth, SpotPayloads.Wrapped("x", SpotPayloads.Depth), """{"result":null,"id":1}"""];
        var damage = from text in Gen.Elements(good)
                     from at in Gen.Choose(0, text.Length - 1)
                     from letter in Gen.Choose(0, 255)
                     from cut in Gen.Choose(0, text.Length)
                     select (text, at, (byte)letter, cut);
        Prop.ForAll(damage.ToArbitrary(), each =>
        {
            var bytes = Encoding.UTF8.GetBytes(each.text);
            bytes[each.at] = each.Item3;
            var frame = new SpotFrame();
            SpotFrameReader.TryRead(bytes, SpotPayloads.Pairs, frame);
            SpotFrameReader.TryRead(bytes.AsSpan(0, each.cut), SpotPayloads.Pairs, frame);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void RecordedMessages_OfAllKinds_AreReadableOrKnownToBeNone()
    {
        var kinds = new Dictionary<SpotFrameKind, int>();
        foreach (var line in MarketData.Lines("ticks/binance_spot_BTCUSDT_raw_20240808_09.jsonl.gz").Take(20_000))
        {
            using var document = JsonDocument.Parse(line);
            var message = document.RootElement.GetProperty("msg");
            if (!message.TryGetProperty("stream", out _))
                continue;
            var kind = SpotPayloads.Read(message.GetRawText()).Kind;
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        if (kinds.Count > 0)
            Assert.True(kinds.GetValueOrDefault(SpotFrameKind.Depth) > 100 && kinds.GetValueOrDefault(SpotFrameKind.BookTicker) > 1_000 && kinds.GetValueOrDefault(SpotFrameKind.Other) > 100);
    }

    [Theory]
    [InlineData("messages/binance_docs_examples.jsonl.gz")]
    [InlineData("messages/hummingbot_binance_samples.jsonl.gz")]
    [InlineData("messages/nautilus_binance_samples.jsonl.gz")]
    public void PublishedExamples_OfStreams_AreRead(string file)
    {
        var lines = MarketData.Lines(file);
        var read = 0;
        foreach (var line in lines)
        {
            using var document = JsonDocument.Parse(line);
            var message = document.RootElement.GetProperty("msg");
            if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("e", out var name) || name.ValueKind != JsonValueKind.String)
                continue;

            // Examples of futures carry the same names with more fields, which must not matter either.
            var text = message.GetRawText();
            Assert.True(!SpotPayloads.IsReadable(text) ? name.GetString() is not ("trade" or "kline" or "serverShutdown") : ++read > 0, text);
        }

        Assert.True(lines.Count == 0 || read > 0, file);
    }
}
