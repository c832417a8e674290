using Titan.Simulator;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class HostTests
{
    [Fact]
    public async Task LiveVenue_AdvancesByItsClock_UntilTheMarketEnds()
    {
        await using var venue = await SimulatorHost.StartAsync(new SimulatorOptions { Market = new TinyMarket(TimeProvider.System.GetUtcNow(), steps: 4) });

        await venue.Completion.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Null(venue.NextStepAt);
    }

    [Fact]
    public async Task Market_OfAnotherDate_IsShiftedToNow()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 3, 2, 9, 0, 30, TimeSpan.Zero));
        var old = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using var venue = await SimulatorHost.StartAsync(new SimulatorOptions { Stepped = true, Clock = clock, Market = new TinyMarket(old) });
        using var client = new VenueClient(venue);

        Assert.Equal(clock.GetUtcNow().AddMilliseconds(100), venue.NextStepAt);
        var bars = VenueClient.Rows(await client.GetAsync("/v5/market/kline", "category=linear&symbol=BTCUSDT&interval=1&limit=2"));
        var minute = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        Assert.Equal([minute.ToString(System.Globalization.CultureInfo.InvariantCulture), (minute - 60_000).ToString(System.Globalization.CultureInfo.InvariantCulture)],
            bars.Select(static b => b[0].GetString()));
    }

    [Fact]
    public async Task TwoVenues_SameSeedAndCommands_KeepTheSameBooks()
    {
        async Task<string> RunAsync()
        {
            await using var venue = await SteppedVenue.StartAsync();
            await venue.StepAsync(3);
            await venue.Client.CreateAsync("Buy", "0.01", "19999.9", "a");
            await venue.Client.CreateAsync("Sell", "0.02", null, "b");
            await venue.StepAsync(20);
            return (await venue.Client.LedgerAsync()).GetRawText();
        }

        Assert.Equal(await RunAsync(), await RunAsync());
    }

    [Fact]
    public async Task Start_WithNothingSaid_ServesTheSeededMarketOfThisMoment()
    {
        await using var venue = await SimulatorHost.StartAsync(new SimulatorOptions());
        using var client = new VenueClient(venue);

        var listed = VenueClient.Rows(await client.GetAsync("/v5/market/instruments-info", "category=linear"));
        var bars = VenueClient.Rows(await client.GetAsync("/v5/market/kline", "category=linear&symbol=BTCUSDT&interval=60&limit=100"));

        Assert.Equal(9, listed.Count);
        Assert.Equal(100, bars.Count);
        var wallet = VenueClient.Rows(await client.GetAsync("/v5/account/wallet-balance", "accountType=UNIFIED")).Single();
        Assert.Equal("2450", wallet.GetProperty("totalEquity").GetString());
    }

    [Fact]
    public async Task Start_OnNoAddress_SaysSo() =>
        await Assert.ThrowsAsync<ArgumentException>(() => SimulatorHost.StartAsync(new SimulatorOptions { Urls = "http://no.such.host:0" }));
}
