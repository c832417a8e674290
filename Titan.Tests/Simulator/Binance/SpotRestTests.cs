using System.Globalization;
using System.Text.Json;
using Titan.Simulator;
using Titan.Simulator.Market;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator.Binance;

/// <summary>Binance's REST beside Bybit's on the simulator's one port.</summary>
public sealed class SpotRestTests
{
    [Fact]
    public async Task Endpoints_OfMarketData_AnswerInTheVenuesShapes()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.StepAsync(30);

        Assert.Equal("{}", (await GetAsync(venue, "ping")).GetRawText());
        Assert.Equal(venue.Clock.GetUtcNow().ToUnixTimeMilliseconds(), (await GetAsync(venue, "time")).GetProperty("serverTime").GetInt64());
        var pair = (await GetAsync(venue, "exchangeInfo?symbol=ETHUSDT")).GetProperty("symbols").EnumerateArray().Single();
        Assert.Equal(("ETHUSDT", "TRADING", "ETH", "USDT"), (Text(pair, "symbol"), Text(pair, "status"), Text(pair, "baseAsset"), Text(pair, "quoteAsset")));
        Assert.Contains(pair.GetProperty("filters").EnumerateArray(), static filter => Text(filter, "filterType") == "PRICE_FILTER" && Text(filter, "tickSize") == "0.01000000");
        var book = await GetAsync(venue, "depth?symbol=BTCUSDT&limit=5");
        Assert.Equal((5, 5), (book.GetProperty("bids").GetArrayLength(), book.GetProperty("asks").GetArrayLength()));
        Assert.True(Price(book.GetProperty("bids")[0][0]) < Price(book.GetProperty("asks")[0][0]));
        var bars = (await GetAsync(venue, "klines?symbol=BTCUSDT&interval=1m&limit=3")).EnumerateArray().ToArray();
        Assert.Equal([12, 12, 12], bars.Select(static bar => bar.GetArrayLength()));
        Assert.True(bars[0][0].GetInt64() < bars[1][0].GetInt64() && bars[1][0].GetInt64() < bars[2][0].GetInt64());
        Assert.Equal(bars[2][0].GetInt64() + 59_999, bars[2][6].GetInt64());
        var prints = (await GetAsync(venue, "trades?symbol=BTCUSDT&limit=3")).EnumerateArray().ToArray();
        var aggregates = (await GetAsync(venue, "aggTrades?symbol=BTCUSDT&limit=2")).EnumerateArray().ToArray();
        Assert.Equal(aggregates[0].GetProperty("l").GetInt64() + 1, aggregates[1].GetProperty("f").GetInt64());
        Assert.Equal(aggregates[1].GetProperty("l").GetInt64(), prints[^1].GetProperty("id").GetInt64());
        Assert.Equal(Text(prints[^1], "price"), Text(await GetAsync(venue, "ticker/price?symbol=BTCUSDT"), "price"));
        Assert.Equal(2, (await GetAsync(venue, "ticker/24hr")).GetArrayLength());
        Assert.Equal(1, (await GetAsync(venue, "ticker/bookTicker?symbols=[\"BTCUSDT\"]")).GetArrayLength());
    }

    [Theory]
    [InlineData("depth", 400, -1102)]
    [InlineData("depth?symbol=NOPEUSDT", 400, -1121)]
    [InlineData("ticker/price?symbols=[\"BTCUSDT\",\"NOPE\"]", 400, -1121)]
    [InlineData("exchangeInfo?symbols=oops", 400, -1121)]
    [InlineData("klines?symbol=BTCUSDT&interval=7m", 400, -1120)]
    [InlineData("nothing", 404, -1000)]
    public async Task Mistakes_AreAnsweredWithTheVenuesCodes(string path, int status, int code)
    {
        await using var venue = await SteppedVenue.StartAsync();
        using var answer = await venue.Client.Http.GetAsync(new Uri("/api/v3/" + path, UriKind.Relative));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Weight_IsCountedByTheMinute_ThenRefused_ThenBanned()
    {
        await using var venue = await SteppedVenue.StartAsync(rateLimits: true);
        async Task<HttpResponseMessage> AskAsync() => await venue.Client.Http.GetAsync(new Uri("/api/v3/depth?symbol=BTCUSDT&limit=5000", UriKind.Relative));

        using (var first = await AskAsync()) Assert.Equal("250", first.Headers.GetValues("X-MBX-USED-WEIGHT-1M").Single());
        for (var i = 0; i < 23; i++)
            using (await AskAsync()) { }
        using (var refused = await AskAsync())
        {
            Assert.Equal(429, (int)refused.StatusCode);
            Assert.Equal(60 - venue.Clock.GetUtcNow().Second, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        }

        for (var i = 0; i < 20; i++)
            using (await AskAsync()) { }
        using (var banned = await AskAsync()) Assert.Equal(418, (int)banned.StatusCode);
        venue.Clock.Advance(TimeSpan.FromMinutes(2));
        using (var free = await AskAsync()) Assert.Equal(200, (int)free.StatusCode);
    }

    [Fact]
    public async Task Fault_HttpStatus_TellsWhenToComeBack()
    {
        await using var venue = await SteppedVenue.StartAsync();
        Assert.Equal(200, await venue.Client.FaultAsync("""{"kind":"httpStatus","status":418,"retryAfter":77,"path":"/api/v3/*","count":1}"""));
        using var answer = await venue.Client.Http.GetAsync(new Uri("/api/v3/ping", UriKind.Relative));
        Assert.Equal((418, 77), ((int)answer.StatusCode, (int)answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal("{}", (await GetAsync(venue, "ping")).GetRawText());
    }

    [Fact]
    public async Task Contract_OfABundle_HasAPairOfSingleCoins()
    {
        await using var venue = await SteppedVenue.StartAsync(market: new BundleMarket(SteppedVenue.Start));
        await venue.StepAsync(3);
        var best = await GetAsync(venue, "ticker/bookTicker?symbol=PEPEUSDT");
        Assert.Equal(0.00001m, Price(best.GetProperty("bidPrice")));
        Assert.Equal(3_000m, Price(best.GetProperty("bidQty")));
    }

    internal static async Task<JsonElement> GetAsync(SteppedVenue venue, string path) =>
        JsonElement.Parse(await venue.Client.Http.GetByteArrayAsync(new Uri("/api/v3/" + path, UriKind.Relative)));

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static decimal Price(JsonElement value) => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    /// <summary>One contract of a thousand coins that stands still.</summary>
    private sealed class BundleMarket(DateTimeOffset start) : IMarketSource
    {
        private int _step;

        public IReadOnlyList<InstrumentSpec> Instruments { get; } =
            [new() { Symbol = "1000PEPEUSDT", BaseCoin = "1000PEPE", TickSize = 0.0000001m, QtyStep = 100m, MinQty = 100m, MaxLimitQty = 1_000_000m, MaxMarketQty = 100_000m }];

        public DateTimeOffset Start => start;

        public IReadOnlyList<MarketBar> History(string symbol) => [];

        public MarketStep? Next() => new(start.AddMilliseconds(100L * _step++),
            [new InstrumentStep("1000PEPEUSDT", [new(0.01m, 3m)], [new(0.0100001m, 3m)], [], 0.01m, 0.01m, 0.0001m, 1_000m)]);
    }
}
