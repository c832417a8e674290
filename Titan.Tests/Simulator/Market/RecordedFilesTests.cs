using System.Globalization;
using Titan.Simulator.Market;
using Titan.Tests.Support;

namespace Titan.Tests.Simulator.Market;

/// <summary>The recorded files themselves; left out where the data folder is absent.</summary>
public sealed class RecordedFilesTests
{
    [Theory]
    [InlineData("binance_spot_BTCUSDT_1m_stress_days.csv.gz", 60_000)]
    [InlineData("binance_usdm_SOLUSDT_5m_2024-11_2025-07.csv.gz", 300_000)]
    [InlineData("bybit_linear_ADAUSDT_1m_2025-06.csv.gz", 60_000)]
    [InlineData("bybit_linear_AVAXUSDT_1m_gappy_2024-09_2025-09.csv.gz", 60_000)]
    [InlineData("bybit_linear_BTCUSDT_5m_2025-04_2025-07.csv.gz", 300_000)]
    [InlineData("bybit_linear_DOGEUSDT_1m_2025-06.csv.gz", 60_000)]
    [InlineData("ftx_BTC-PERP_1m_2022-01.csv.gz", 60_000)]
    [InlineData("lean_bybit_linear_BTCUSDT_1m_trade_20221213.csv.gz", 60_000)]
    [InlineData("lean_bybit_spot_BTCUSDT_1m_trade_20221213.csv.gz", 60_000)]
    [InlineData("lean_coinbase_BTCUSD_1m_trade_20180404.csv.gz", 60_000)]
    public void Bars_OfAFile_TieWithItExactly(string file, int intervalMs)
    {
        var lines = MarketData.Lines(Path.Combine("candles", file));
        if (lines.Count == 0)
            return;
        using var market = RecordedMarket.Open(MarketData.Find(Path.Combine("candles", file))!);

        var played = RecordedBars.Play(market, intervalMs, atMost: 150);

        var index = 31;
        Assert.Equal(150, played.Count);
        foreach (var bar in played)
        {
            var row = lines[index++].Split(',');
            // A bar without volume that stays where the price was has nothing to print.
            while (Number(row[5]) == 0 && Number(row[0]) < bar.TimeMs)
                row = lines[index++].Split(',');
            Assert.Equal(
                (Number(row[0]), Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4])),
                (bar.TimeMs, bar.Open, bar.High, bar.Low, bar.Close));
            if (!file.StartsWith("ftx", StringComparison.Ordinal))
                Assert.Equal(Number(row[5]), bar.Volume);
        }
    }

    [Fact]
    public void Bars_OfASecond_FillMinutesOfHistoryAndThenPlay()
    {
        if (MarketData.Find("candles/lean_coinbase_BTCUSD_1s_trade_20161007.csv.gz") is not { } path)
            return;
        using var market = RecordedMarket.Open(path);

        Assert.InRange(market.History("BTCUSD").Count, 10, 30);
        Assert.Equal(new DateTimeOffset(2016, 10, 7, 0, 30, 0, TimeSpan.Zero), market.Start, TimeSpan.FromMinutes(2));
        Assert.Equal(100, RecordedBars.Play(market, 1_000, atMost: 100).Count);
    }

    [Fact]
    public void Trades_OfAFile_PrintAsTheyWereTraded()
    {
        const string file = "ticks/binance_spot_ETHUSDT_aggtrades_20201101T09_11.csv.gz";
        var lines = MarketData.Lines(file);
        if (lines.Count == 0)
            return;
        using var market = RecordedMarket.Open(MarketData.Find(file)!);
        var tape = new OutsideTape(market);
        var rows = lines.Skip(1).Select(line => line.Split(',')).SkipWhile(row => Number(row[0]) < market.Start.ToUnixTimeMilliseconds()).ToList();
        var row = 0;
        while (tape.Next() is { } next && row < 3_000)
        {
            foreach (var print in next.Prints)
            {
                var left = print.Size;
                while (left > 0)
                {
                    Assert.Equal(Number(rows[row][3]), print.Price);
                    left -= Number(rows[row++][4]);
                }

                Assert.Equal(0m, left);
            }
        }

        Assert.InRange(row, 3_000, rows.Count);
        Assert.Equal(30, market.History("ETHUSDT").Count);
    }

    [Theory]
    [InlineData("binance_usdm_BTCUSDT_raw_20240808.jsonl.gz", 1, 300)]
    [InlineData("binance_spot_BTCUSDT_raw_20240808_09.jsonl.gz", 1, 300)]
    [InlineData("binance_spot_ETHBTC_depth_20201101T09.jsonl.gz", 1, 300)]
    [InlineData("bybit_linear_XRPUSDT_orderbook500_20241201.jsonl.gz", 1, 30)]
    [InlineData("cryptofeed_bybit_usdt_perp_raw_20210417.jsonl.gz", 8, 150)]
    public void Session_OfAFile_ShowsLawfulBooksAllAlong(string file, int instruments, int steps)
    {
        if (MarketData.Find(Path.Combine("ticks", file)) is not { } path)
            return;
        using var market = RecordedMarket.Open(path);
        Assert.Equal(instruments, market.Instruments.Count);
        var tape = new OutsideTape(market);
        var count = 0;
        while (count < steps && tape.Next() is { } next)
        {
            MarketLaws.Check(market.Instruments, next.Step);
            count++;
        }

        Assert.Equal(steps, count);
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
