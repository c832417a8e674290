using System.Globalization;
using System.Text.Json;
using Titan.Simulator;
using Titan.Simulator.Market;
using Titan.Simulator.Time;
using Titan.Tests.Support;

namespace Titan.Tests.Simulator.Market;

/// <summary>
/// The seam between source and exchange: what a file of the venue says is what its candles say again (it opens a bar at the close before).
/// </summary>
public sealed class RecordedOnTheVenueTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Candles_OfAPlayedRecording_AreTheRowsOfTheFile()
    {
        var rows = new[]
        {
            "1670889600000,17194,17199.5,17193.5,17199,78.677",
            "1670889660000,17199.5,17212.5,17199,17212.5,153.152",
            "1670889720000,17212.5,17213,17188.5,17190,201.5",
            "1670889780000,17190,17190,17190,17190,0.5",
            "1670889840000,17190,17201,17180.5,17200.5,44.001",
        };
        var path = Path.Combine(_folder.Path, "lean_bybit_linear_BTCUSDT_1m_trade_20221213.csv");
        await File.WriteAllTextAsync(path, "ts_ms,open,high,low,close,volume\n" + string.Join('\n', rows) + "\n");
        using var market = RecordedMarket.Open(path, warmupBars: 2);
        var clock = new SteppedClock(market.Start);
        await using var venue = await SimulatorHost.StartAsync(new SimulatorOptions { Market = market, Clock = clock, Stepped = true });
        while (venue.NextStepAt is { } next)
        {
            clock.AdvanceTo(next);
            await venue.AdvanceAsync();
        }

        using var client = new HttpClient { BaseAddress = venue.RestUrl };
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri("/v5/market/kline?category=linear&symbol=BTCUSDT&interval=1", UriKind.Relative)));
        var candles = answer.RootElement.GetProperty("result").GetProperty("list").EnumerateArray()
            .Select(candle => candle.EnumerateArray().Take(6).Select(value => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture)).ToArray())
            .Reverse()
            .ToList();

        Assert.Equal(
            rows.Select(row => row.Split(',').Select(value => decimal.Parse(value, CultureInfo.InvariantCulture)).ToArray()),
            candles);
    }

    public void Dispose() => _folder.Dispose();
}
