using System.IO.Compression;
using System.Text;
using Titan.Simulator.Market;
using Titan.Tests.Support;

namespace Titan.Tests.Simulator.Market;

public sealed class RecordedMarketTests : IDisposable
{
    private const string Header = "ts_ms,open,high,low,close,volume\n";
    private readonly TempFolder _folder = new();

    [Fact]
    public void Open_OneMinuteBars_PlaysEachBarExactlyAfterTheWarmup()
    {
        var path = Write(
            "bybit_linear_BTCUSDT_1m_test.csv",
            Header + "60000,100.0,101.5,99.5,101.0,12.5\n120000,101.0,102.0,100.0,100.5,8\n180000,100.5,100.5,100.5,100.5,1\n");

        using var market = RecordedMarket.Open(path, warmupBars: 1);

        Assert.Equal("BTCUSDT", Assert.Single(market.Instruments).Symbol);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(120_000), market.Start);
        Assert.Equal(new MarketBar(60_000, 100.0m, 101.5m, 99.5m, 101.0m, 12.5m, 1256.25m), Assert.Single(market.History("BTCUSDT")));
        Assert.Empty(market.History("ETHUSDT"));
        var bars = RecordedBars.Play(market, 60_000);
        Assert.Equal([(120_000, 101.0m, 102.0m, 100.0m, 100.5m, 8m), (180_000, 100.5m, 100.5m, 100.5m, 100.5m, 1m)], bars);
        Assert.Null(market.Next());
    }

    [Fact]
    public void Next_OneMinuteBars_AStepEachFiveSecondsWithinTheBar()
    {
        var path = Write("bybit_linear_ETHUSDT_1m_test.csv", Header + "0,10,11,9,10,5\n60000,10,12,9,11,50\n");
        using var market = RecordedMarket.Open(path, warmupBars: 1);

        var times = new List<double>();
        while (market.Next() is { } step)
            times.Add((step.At - market.Start).TotalSeconds);

        Assert.Equal([0, 4.9, 9.9, 14.9, 19.9, 24.9, 29.9, 34.9, 39.9, 44.9, 49.9, 54.9, 59.9], times.Select(time => Math.Round(time, 3)));
    }

    [Fact]
    public void Open_WithAHistoryFile_RemembersTheBarsThatEndedBefore()
    {
        var path = Write("binance_spot_BTCUSDT_aggtrades_test.csv", "ts_ms,price,qty,buyer_is_maker\n180000,101,1,true\n181000,102,1,false\n");
        var history = Write("binance_spot_BTCUSDT_1m_before.csv", Header + "60000,100,101,99,100.5,7\n120000,100.5,101,100,101,8\n180000,101,103,101,102,9\n");

        using var market = RecordedMarket.Open(path, warmupBars: 0, new RecordedMarketOptions { HistoryFile = history });

        Assert.Equal([60_000L, 120_000L], market.History("BTCUSDT").Select(bar => bar.OpenTimeMs));
        Assert.Equal(101m, market.History("BTCUSDT")[^1].Close);
    }

    [Theory]
    [InlineData("binance_spot_ETHUSDT_1m_other.csv", "60000,100,101,99,100.5,7", "bars of BTCUSDT, not of ETHUSDT")]
    [InlineData("binance_spot_BTCUSDT_1m_late.csv", "180000,100,101,99,100.5,7", "bars that ended before 1970-01-01 00:03:00 UTC")]
    public void Open_WithAHistoryThatDoesNotFit_SaysWhatIsExpected(string name, string row, string expected)
    {
        var path = Write("binance_spot_BTCUSDT_aggtrades_test.csv", "ts_ms,price,qty,buyer_is_maker\n180000,101,1,true\n181000,102,1,false\n");
        var history = Write(name, Header + row + "\n");

        var problem = Assert.Throws<RecordingFormatException>(() => RecordedMarket.Open(path, warmupBars: 0, new RecordedMarketOptions { HistoryFile = history }));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_GapInTheFile_IsAGapInTime()
    {
        var path = Write("binance_spot_BTCUSDT_1m_gappy.csv", Header + "0,10,10,10,10,5\n60000,10,12,9,11,50\n86400000,20,21,19,20,50\n");
        using var market = RecordedMarket.Open(path, warmupBars: 1);

        var bars = RecordedBars.Play(market, 60_000);

        Assert.Equal([60_000L, 86_400_000L], bars.Select(bar => bar.TimeMs));
    }

    [Fact]
    public void Open_FiveMinuteBars_HistoryIsOfOneMinuteAndTiesWithTheFile()
    {
        var path = Write(
            "bybit_linear_SOLUSDT_5m_test.csv",
            Header + "0,139.00,140.00,138.50,139.50,1000\n300000,139.50,141,139.2,140,900\n600000,140,140.5,139,139.1,700\n");
        using var market = RecordedMarket.Open(path, warmupBars: 2);

        var history = market.History("SOLUSDT");
        Assert.Equal(10, history.Count);
        Assert.Equal((139.00m, 140.00m, 138.50m, 139.50m), (history[0].Open, history.Take(5).Max(bar => bar.High), history.Take(5).Min(bar => bar.Low), history[4].Close));
        Assert.Equal(1_000m, history.Take(5).Sum(bar => bar.Volume));
        Assert.Equal([(600_000, 140m, 140.5m, 139m, 139.1m, 700m)], RecordedBars.Play(market, 300_000));
    }

    [Fact]
    public void Open_VolumeInDollars_IsTurnedIntoBase()
    {
        var path = Write("ftx_BTC-PERP_1m_test.csv", "ts_ms,open,high,low,close,volume_usd\n0,100,100,100,100,1000\n60000,100,110,100,110,5500\n");
        using var market = RecordedMarket.Open(path, warmupBars: 1);

        Assert.Equal("BTC-PERP", market.Instruments[0].Symbol);
        Assert.Equal("BTC", market.Instruments[0].BaseCoin);
        Assert.Equal(50m, RecordedBars.Play(market, 60_000).Single().Volume);
    }

    [Fact]
    public void Open_QuoteTwin_GivesTheSpread()
    {
        Write(
            "lean_bybit_linear_BTCUSDT_1m_quote_20221213.csv",
            "ts_ms,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size\n60000,99.9,99.9,99.9,99.9,1,100,100,100,100.4,1\n");
        var path = Write("lean_bybit_linear_BTCUSDT_1m_trade_20221213.csv", Header + "0,100,100,100,100,10\n60000,100,100,100,100,10\n");
        using var market = RecordedMarket.Open(path, warmupBars: 1);

        var step = market.Next()!.Instruments[0];

        Assert.Equal(0.5m, step.Asks[0].Price - step.Bids[0].Price);
    }

    [Fact]
    public void Open_Gzip_IsReadLikePlainText()
    {
        var path = Path.Combine(_folder.Path, "bybit_linear_XRPUSDT_1m_test.csv.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(Header + "0,2,2,2,2,10\n60000,2,2.1,1.9,2.05,10\n"));
        using var market = RecordedMarket.Open(path, warmupBars: 1);

        Assert.Equal(2.05m, RecordedBars.Play(market, 60_000).Single().Close);
    }

    [Fact]
    public void Open_Trades_PrintsEachRowInOrder()
    {
        var path = Write(
            "binance_spot_ETHUSDT_aggtrades_test.csv",
            "ts_ms,event_ms,agg_id,price,qty,first_id,last_id,buyer_is_maker\n"
            + "1000,1000,1,387.5,2,1,1,1\n61000,61000,2,387.6,1.5,2,2,0\n61000,61000,3,387.7,1,3,3,0\n65000,65000,4,387.4,3,4,4,1\n");
        using var market = RecordedMarket.Open(path, warmupBars: 1);
        var tape = new OutsideTape(market);
        var prints = new List<(decimal Price, decimal Size, bool Buys)>();
        DateTimeOffset? last = null;
        while (tape.Next() is { } next)
        {
            Assert.True(last is null || next.Step.At > last);
            last = next.Step.At;
            prints.AddRange(next.Prints.Select(print => (print.Price, print.Size, print.TakerBuys)));
        }

        Assert.Equal([(387.6m, 1.5m, true), (387.7m, 1m, true), (387.4m, 3m, false)], prints);
        Assert.Equal(387.5m, Assert.Single(market.History("ETHUSDT")).Close);
    }

    [Fact]
    public void Open_BybitSession_ShowsTheRecordedBook()
    {
        var path = Write(
            "bybit_linear_XRPUSDT_orderbook500_test.jsonl",
            """
            {"topic":"orderbook.500.XRPUSDT","type":"snapshot","ts":1000,"data":{"s":"XRPUSDT","b":[["1.9531","6203"],["1.9530","2409"]],"a":[["1.9533","10"]],"u":5,"seq":9},"cts":999}
            {"topic":"orderbook.500.XRPUSDT","type":"delta","ts":1150,"data":{"s":"XRPUSDT","b":[["1.9531","0"]],"a":[["1.9532","7"]],"u":6,"seq":10},"cts":1149}
            {"topic":"publicTrade.XRPUSDT","type":"snapshot","ts":1250,"data":[{"T":1249,"s":"XRPUSDT","S":"Buy","v":"5","p":"1.9532","L":"PlusTick","i":"1","BT":false}]}

            """);
        using var market = RecordedMarket.Open(path);

        var first = market.Next()!;
        var second = market.Next()!.Instruments[0];
        var third = market.Next()!.Instruments[0];

        Assert.Equal(market.Start, first.At);
        Assert.Equal(new OutsideLevel(1.9531m, 6203m), first.Instruments[0].Bids[0]);
        Assert.Equal(new OutsideLevel(1.9530m, 2409m), Assert.Single(second.Bids));
        Assert.Equal([new OutsideLevel(1.9532m, 7m), new OutsideLevel(1.9533m, 10m)], second.Asks);
        Assert.Equal(new OutsideTrade(true, 5m, false), Assert.Single(third.Trades));
        Assert.Null(market.Next());
    }

    [Fact]
    public void Open_BinanceSessionThatBeginsWithItsSnapshot_TakesTheTimeOfTheFirstFrame()
    {
        var path = Write(
            "binance_spot_ETHBTC_depth_test.jsonl",
            """
            {"type":"snapshot","symbol":"ETHBTC","msg":{"lastUpdateId":10,"bids":[["0.028","7"]],"asks":[["0.029","5"]]}}
            {"type":"update","msg":{"e":"depthUpdate","E":1604221202050,"s":"ETHBTC","U":5,"u":9,"b":[["0.027","1"]],"a":[]}}
            {"type":"update","msg":{"e":"depthUpdate","E":1604221202060,"s":"ETHBTC","U":10,"u":11,"b":[["0.0281","2"]],"a":[["0.029","0"],["0.03","1"]]}}

            """);
        using var market = RecordedMarket.Open(path);

        var step = market.Next()!;

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_604_221_202_100), step.At);
        Assert.Equal([new OutsideLevel(0.0281m, 2m), new OutsideLevel(0.028m, 7m)], step.Instruments[0].Bids);
        Assert.Equal(new OutsideLevel(0.03m, 1m), Assert.Single(step.Instruments[0].Asks));
        Assert.Null(market.Next());
    }

    [Theory]
    [InlineData("prices.csv", Header, 0, "a name such as")]
    [InlineData("lean_bybit_linear_BTCUSDT_1m_quote_1.csv", Header, 0, "a _trade_ file")]
    [InlineData("x_BTCUSDT_1m.csv", "time,price\n1,2\n", 1, "ts_ms,open,high,low,close")]
    [InlineData("x_BTCUSDT_1m.csv", Header + "0,1,1,1,1,1\n60000,1,1,one,1,1\n", 3, "a number in column low, not 'one'")]
    [InlineData("x_BTCUSDT_1m.csv", Header + "0,1,1,1,1\n", 2, "6 values")]
    [InlineData("x_BTCUSDT_1m.csv", Header + "0,1,0.5,1,1,1\n", 2, "low <= open, close <= high")]
    [InlineData("x_BTCUSDT_1m.csv", Header + "60000,1,1,1,1,1\n0,1,1,1,1,1\n", 3, "a time after the row before")]
    [InlineData("x_BTCUSDT_1m.csv", Header + "0,1,1,1,1,1\n", 0, "bars beyond the warm-up of 30")]
    [InlineData("binance_spot_BTCUSDT_raw_1.jsonl", "{\"msg\":{\"e\":\"depthUpdate\"}}\n", 1, "a frame of a BinanceSession")]
    [InlineData("binance_spot_BTCUSDT_raw_1.jsonl", "{}\n", 0, "a whole order book")]
    [InlineData("binance_coinm_BTCUSD_PERP_raw_1.jsonl", "{}\n", 0, "COIN-M counts contracts")]
    public void Open_WhatItCannotRead_NamesFileLineAndExpectation(string name, string text, int line, string expected)
    {
        var path = Write(name, text);

        var error = Assert.Throws<RecordingFormatException>(() => RecordedMarket.Open(path));

        Assert.Equal(path, error.File);
        Assert.Equal(line, error.Line);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoSuchFile_SaysSo() =>
        Assert.Throws<FileNotFoundException>(() => RecordedMarket.Open(Path.Combine(_folder.Path, "x_BTCUSDT_1m.csv")));

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
