using System.Globalization;
using System.Text;
using System.Text.Json;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit.Streams;
using Titan.Tests.Support;

namespace Titan.Tests.Venues.Bybit;

public sealed class MarketFramesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly RecordingSink _sink = new();
    private readonly List<(int Slot, string Why)> _resyncs = [];
    private readonly MarketFrames _frames;

    public MarketFramesTests() => _frames = new MarketFrames([TestInstruments.Btc, TestInstruments.Eth], 50, _sink, (slot, why) => _resyncs.Add((slot, why)));

    [Fact]
    public void Book_SnapshotAndDelta_QuoteTheTopWithVenueTime()
    {
        Take("""{"topic":"orderbook.50.BTCUSDT","type":"snapshot","ts":1700000000100,"data":{"s":"BTCUSDT","b":[["20000.0","1.5"]],"a":[["20000.1","0.8"]],"u":1001,"seq":9000001},"cts":1700000000098}""");
        Take("""{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1700000000120,"data":{"s":"BTCUSDT","b":[["20000.0","0"],["19999.9","2"]],"a":[],"u":1002,"seq":9000007},"cts":1700000000118}""");
        var quote = _sink.Quotes.Last();
        Assert.Equal((19_999.9m, 2m, 20_000.1m, 0.8m), (quote.Bid, quote.BidSize, quote.Ask, quote.AskSize));
        Assert.Equal(1_700_000_000_118, quote.VenueTime.ToUnixTimeMilliseconds());
        Assert.Equal(Now, quote.ReceivedAt);
        Assert.Equal(0, _frames.SlowFrames);
    }

    [Fact]
    public void Book_FieldsInAnotherOrderAndSpaced_IsReadTheSlowWay()
    {
        Take("""{ "type": "snapshot", "data": {"u":5, "a":[["20000.1","0.8"]], "b":[["20000.0","1.5"]], "s":"BTCUSDT"}, "ts": "1700000000100", "topic": "orderbook.50.BTCUSDT" }""");
        Assert.Equal(20_000.0m, Assert.Single(_sink.Quotes).Bid);
        Assert.Equal(1, _frames.SlowFrames);
    }

    [Fact]
    public void Book_Gap_IsSaidOnceAndAsksForANewSnapshot()
    {
        Take(Book("snapshot", 10));
        Take(Book("delta", 12));
        Take(Book("delta", 13));
        Assert.Contains("gap", Assert.Single(_sink.LostBooks).Why, StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(_resyncs).Slot);
        Assert.Equal(1, _frames.BooksLost);
        Take(Book("snapshot", 40));
        Assert.Equal(2, _sink.Quotes.Count);
    }

    [Fact]
    public void Books_ConnectionGone_AreAllWithdrawnOnce()
    {
        Take(Book("snapshot", 10));
        _frames.LoseAll("cut");
        _frames.LoseAll("cut again");
        Assert.Equal(("BTCUSDT", "cut"), Assert.Single(_sink.LostBooks));
        Take(Book("delta", 11));
        Assert.Single(_sink.Quotes);
    }

    [Fact]
    public void Trades_OfTheDocumentation_BecomeTicksAndLots()
    {
        Take("""{"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1672304486868,"data":[{"T":1672304486865,"s":"BTCUSDT","S":"Buy","v":"0.001","p":"16578.50","L":"PlusTick","i":"20f43950-d8dd-5b31-9112-a178eb6023af","BT":false,"seq":1783284617}]}""");
        var trade = Assert.Single(_sink.Trades);
        Assert.Equal((165_785L, 1L, Side.Buy), (trade.PriceTicks, trade.SizeLots, trade.TakerSide));
        Assert.Equal(1_672_304_486_865, trade.VenueTime.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Trades_Repeated_AreTakenOnce()
    {
        const string Frame = """{"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1,"data":[{"T":1,"s":"BTCUSDT","S":"Sell","v":"1","p":"100","i":"a"},{"T":1,"s":"BTCUSDT","S":"Sell","v":"1","p":"100","i":"b"}]}""";
        Take(Frame);
        Take(Frame);
        Assert.Equal(2, _sink.Trades.Count);
        Assert.Equal(2, _frames.Repeated);
    }

    [Fact]
    public void Ticker_DeltaOfTheRealVenue_LeavesOtherFieldsAlone()
    {
        var line = MarketData.Lines("messages/ccxt_bybit_ws_samples.jsonl").ElementAtOrDefault(1);
        if (line is null)
            return;
        using var sample = JsonDocument.Parse(line);
        foreach (var frame in sample.RootElement.GetProperty("recv").EnumerateArray())
            Take(frame.GetRawText());
        var ticker = _sink.Tickers.Last();
        var expected = sample.RootElement.GetProperty("expect_after");
        Assert.Equal(Decimal(expected, "lastPrice"), ticker.LastPrice);
        Assert.Equal(Decimal(expected, "indexPrice"), ticker.IndexPrice);
        Assert.Equal(Decimal(expected, "markPrice"), ticker.MarkPrice);
        Assert.Equal(0.0000544m, ticker.FundingRate);
        Assert.Equal(57_798.137m, ticker.OpenInterest);
        Assert.Equal(1_786_550_400_000, ticker.NextFunding!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Ticker_UnsetFields_KeepTheirValue()
    {
        Take("""{"topic":"tickers.BTCUSDT","type":"snapshot","data":{"symbol":"BTCUSDT","markPrice":"100.5","indexPrice":"100.4","fundingRate":"0.0001"},"ts":1700000000000}""");
        Take("""{"topic":"tickers.BTCUSDT","type":"delta","data":{"symbol":"BTCUSDT","markPrice":"","indexPrice":null,"lastPrice":101.25,"news":{"deep":[1]}},"ts":"1700000000001"}""");
        var ticker = _sink.Tickers.Last();
        Assert.Equal((100.5m, 100.4m, 101.25m, 0.0001m), (ticker.MarkPrice, ticker.IndexPrice, ticker.LastPrice, ticker.FundingRate));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Kline_OnlyConfirmed_IsClosed(string confirm, bool closed)
    {
        Take($$"""{"topic":"kline.1.BTCUSDT","data":[{"start":1672324800000,"end":1672324859999,"interval":"1","open":"16649.5","close":"16677","high":"16677","low":"16608","volume":"2.081","turnover":"34666.4005","confirm":{{confirm}},"timestamp":1672324988882}],"ts":1672324988882,"type":"snapshot"}""");
        var bar = Assert.Single(_sink.Bars);
        Assert.Equal((16_649.5m, 16_677m, 16_608m, 16_677m, 34_666.4005m, closed), (bar.Open, bar.High, bar.Low, bar.Close, bar.Turnover, bar.Closed));
    }

    [Fact]
    public void Kline_OfAnHour_IsABarOfAnHour()
    {
        Take("""{"topic":"kline.60.BTCUSDT","data":[{"start":1672322400000,"open":"1","close":"2","high":"3","low":"1","volume":"4","turnover":"5","confirm":true}],"ts":1672326000000,"type":"snapshot"}""");
        Assert.Equal((TimeSpan.FromHours(1), true), (_sink.Bars.Single().Interval, _sink.Bars.Single().Closed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("{\"topic\":\"orderbook.50.BTCUSDT\"")]
    [InlineData("{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"delta\",\"data\":{\"b\":[[\"x\",\"1\"]],\"a\":[],\"u\":1}}")]
    [InlineData("{\"topic\":\"orderbook.50.UNKNOWNUSDT\",\"type\":\"delta\",\"data\":{\"b\":[],\"a\":[],\"u\":1}}")]
    [InlineData("{\"topic\":\"tickers.BTCUSDT\",\"data\":7}")]
    [InlineData("{\"topic\":\"kline.1.BTCUSDT\",\"data\":[{}]}")]
    [InlineData("{\"topic\":\"publicTrade.BTCUSDT\",\"data\":[{\"p\":\"1\"}]}")]
    [InlineData("{\"topic\":\"newThing.BTCUSDT\",\"data\":[]}")]
    [InlineData("{\"topic\":{\"a\":1}}")]
    public void Frame_Unreadable_IsBadAndNothingIsSaid(string frame)
    {
        Assert.Equal(MarketFrameKind.Bad, _frames.Handle(Encoding.UTF8.GetBytes(frame), Now));
        Assert.Empty(_sink.Quotes);
        Assert.Empty(_sink.Trades);
    }

    [Fact]
    public void Frame_Acknowledgement_IsAnOperation() =>
        Assert.Equal(MarketFrameKind.Operation, _frames.Handle("""{"success":true,"ret_msg":"pong","conn_id":"x","req_id":"1","op":"ping"}"""u8, Now));

    [Fact]
    public void Frames_SteadyState_AllocateNothing()
    {
        var frames = new MarketFrames([TestInstruments.Btc, TestInstruments.Eth], 50, new SilentSink(), static (_, _) => { });
        frames.Handle(Encoding.UTF8.GetBytes(Book("snapshot", 1)), Now);
        var deltas = Enumerable.Range(2, 20_000).Select(static update => Encoding.UTF8.GetBytes(Book("delta", update))).ToArray();
        var trades = Enumerable.Range(0, 2_000).Select(static id => Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1,"data":[{"T":1,"s":"BTCUSDT","S":"Sell","v":"1","p":"100.5","i":"{{id}}-a"},{"T":1,"s":"BTCUSDT","S":"Buy","v":"1.005","p":"100","i":"{{id}}-b"}]}"""))).ToArray();
        const int Warm = 4_000;
        foreach (var delta in deltas.AsSpan(0, Warm))
            frames.Handle(delta, Now);
        foreach (var trade in trades.AsSpan(0, 500))
            frames.Handle(trade, Now);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var delta in deltas.AsSpan(Warm))
            frames.Handle(delta, Now);
        foreach (var trade in trades.AsSpan(500))
            frames.Handle(trade, Now);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((0L, 0L), (allocated, frames.SlowFrames));
        Assert.True(frames.Book(0).Synced);
        Assert.Equal(20_001, frames.Book(0).UpdateId);
    }

    private void Take(string frame) => Assert.Equal(MarketFrameKind.Handled, _frames.Handle(Encoding.UTF8.GetBytes(frame), Now));

    private static decimal Decimal(JsonElement element, string name) => decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static string Book(string type, int update) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"topic":"orderbook.50.BTCUSDT","type":"{{type}}","ts":1700000000100,"data":{"s":"BTCUSDT","b":[["20000.0","1.5"],["{{19_900 + (update % 90)}}.5","{{update % 3}}"]],"a":[["20000.1","0.8"],["{{20_001 + (update % 70)}}.5","{{update % 4}}.25"]],"u":{{update}},"seq":{{update}}},"cts":1700000000098}""");

    private sealed class SilentSink : IVenueSink
    {
        public void OnQuote(in Quote quote)
        {
        }

        public void OnTrade(in Trade trade)
        {
        }

        public void OnBar(in Bar bar)
        {
        }

        public void OnTicker(in Ticker ticker)
        {
        }

        public void OnBookLost(Instrument instrument, string why)
        {
        }

        public void OnOrder(OrderReport report)
        {
        }

        public void OnExecution(ExecutionReport report)
        {
        }

        public void OnPosition(VenuePosition position)
        {
        }

        public void OnWallet(WalletReport wallet)
        {
        }

        public void OnStream(StreamChange change)
        {
        }
    }
}
