using System.Text.Json;
using Titan.Simulator;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Conformance;

/// <summary>Clients that others wrote and maintain trade on the simulator, unchanged but for its address.</summary>
public sealed class IndependentClientTests(ForeignClients clients) : IClassFixture<ForeignClients>
{
    [Fact]
    public async Task BybitApi_PlaceAmendCancelFill_SeesEverythingOnItsStreams()
    {
        await using var venue = await StartAsync();

        var seen = await clients.RunScriptAsync("bybit-api.mjs", Arguments(venue));

        Assert.Contains("BTCUSDT", seen.GetProperty("instruments").EnumerateArray().Select(static s => s.GetString()));
        Assert.Equal(10, seen.GetProperty("limits").GetProperty("maxRequests").GetInt32());
        Assert.Equal(110072, seen.GetProperty("duplicate").GetInt32());
        Assert.Equal(0.98, seen.GetProperty("amendedPrice").GetDouble(), 3);
        Assert.Equal("0.01", seen.GetProperty("fill").GetProperty("execQty").GetString());
        Assert.False(seen.GetProperty("fill").GetProperty("isMaker").GetBoolean());
        Assert.Equal(0.9, seen.GetProperty("stopLoss").GetDouble(), 3);
        Assert.Equal("5", seen.GetProperty("leverage").GetString());
        Assert.Equal(0, seen.GetProperty("bySocket").GetInt32());
        Assert.Equal(0, seen.GetProperty("cancelledBySocket").GetInt32());
        Assert.Equal([0, 0, 0], seen.GetProperty("batchCodes").EnumerateArray().Select(static c => c.GetInt32()));
        Assert.Equal([1, 1, 1], seen.GetProperty("pages").EnumerateArray().Select(static c => c.GetInt32()));
        Assert.Equal(3, seen.GetProperty("cancelledAll").GetInt32());
        Assert.Equal(["delta", "snapshot"], seen.GetProperty("bookTypes").EnumerateArray().Select(static t => t.GetString()).Order());
    }

    [Fact]
    public async Task Ccxt_PlaceEditCancelFill_SeesEverythingOnItsStreams()
    {
        await using var venue = await StartAsync();

        var seen = await clients.RunScriptAsync("ccxt.mjs", Arguments(venue));

        Assert.Equal(2450, seen.GetProperty("usdt").GetDouble());
        Assert.Equal("foreign-c1", seen.GetProperty("seenOpen").GetString());
        Assert.Equal(0.98, seen.GetProperty("amendedPrice").GetDouble(), 3);
        Assert.Equal("buy", seen.GetProperty("trade").GetProperty("side").GetString());
        Assert.Equal("taker", seen.GetProperty("trade").GetProperty("taker").GetString());
        Assert.Equal(0.01, seen.GetProperty("contracts").GetDouble());
        Assert.Equal(0.9, seen.GetProperty("stopLoss").GetDouble(), 3);
        Assert.Equal(1, seen.GetProperty("executions").GetInt32());
        Assert.Equal(10, seen.GetProperty("bars").GetInt32());
        Assert.Equal(0, seen.GetProperty("after").GetInt32());
    }

    [Fact]
    public async Task Binance_RestAndStreams_SeesTheSpotSide()
    {
        await using var venue = await StartAsync();

        var seen = await clients.RunScriptAsync("binance.mjs", Arguments(venue)[..2]);

        Assert.Equal("BTCUSDT", seen.GetProperty("symbol").GetString());
        Assert.Contains("LOT_SIZE", seen.GetProperty("filters").EnumerateArray().Select(static f => f.GetString()));
        Assert.Equal(6_000, seen.GetProperty("weightLimit").GetInt32());
        Assert.Equal([20, 20], seen.GetProperty("levels").EnumerateArray().Select(static n => n.GetInt32()));
        Assert.Equal(10, seen.GetProperty("bars").GetInt32());
        Assert.InRange(seen.GetProperty("last").GetDouble(), 19_000, 21_000);
        Assert.True(seen.GetProperty("bid").GetDouble() < seen.GetProperty("ask").GetDouble());
        Assert.Equal(-1121, seen.GetProperty("refused").GetInt32());
        Assert.True(seen.GetProperty("chained").GetBoolean());
        Assert.Equal("BTCUSDT", seen.GetProperty("ticker").GetProperty("s").GetString());
        Assert.Equal("BTCUSDT", seen.GetProperty("trade").GetProperty("s").GetString());
    }

    [Fact]
    public async Task CcxtBinance_BookTradesBars_SeesTheSpotSide()
    {
        await using var venue = await StartAsync();

        var seen = await clients.RunScriptAsync("ccxt-binance.mjs", Arguments(venue)[..2]);

        Assert.Equal(2, seen.GetProperty("markets").GetInt32());
        Assert.Equal(0.1, seen.GetProperty("tick").GetDouble());
        Assert.True(seen.GetProperty("bid").GetDouble() < seen.GetProperty("ask").GetDouble());
        Assert.InRange(seen.GetProperty("trade").GetProperty("price").GetDouble(), 19_000, 21_000);
        Assert.InRange(seen.GetProperty("last").GetDouble(), 19_000, 21_000);
        Assert.Equal(10, seen.GetProperty("bars").GetInt32());
        Assert.Equal(20, seen.GetProperty("levels").GetInt32());
    }

    private static Task<SimulatorHost> StartAsync() => SimulatorHost.StartAsync(new SimulatorOptions
    {
        Seed = 11,
        Market = new TinyMarket(TimeProvider.System.GetUtcNow()),
    });

    private static string[] Arguments(SimulatorHost venue) =>
        [venue.RestUrl.ToString().TrimEnd('/'), venue.StreamUrl.ToString().TrimEnd('/'), "sim-key", "sim-secret"];
}
