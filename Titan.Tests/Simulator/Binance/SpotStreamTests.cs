using System.Globalization;
using System.Text.Json;
using Titan.Simulator;
using Titan.Simulator.Binance;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator.Binance;

/// <summary>Binance's sockets: raw and combined, control messages, diffs that join the snapshot, and what ends a connection.</summary>
public sealed class SpotStreamTests
{
    [Fact]
    public async Task Streams_InTheAddress_ComeBareOrWrapped()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var raw = await OpenAsync(venue.Host, "/ws/btcusdt@aggTrade");
        await using var combined = await OpenAsync(venue.Host, "/stream?streams=btcusdt@aggTrade/ethusdt@bookTicker");
        await venue.StepAsync(20);

        var bare = await raw.NextAsync(static frame => SocketClient.Text(frame, "e") == "aggTrade");
        Assert.Equal("BTCUSDT", SocketClient.Text(bare, "s"));
        var wrapped = await combined.NextAsync(static frame => SocketClient.Text(frame, "stream") == "ethusdt@bookTicker");
        Assert.Equal("ETHUSDT", wrapped.GetProperty("data").GetProperty("s").GetString());
        Assert.Contains(combined.Frames, static frame => SocketClient.Text(frame, "stream") == "btcusdt@aggTrade");
    }

    [Fact]
    public async Task Control_SubscribeListSetPropertyUnsubscribe_AnswersAsTheVenueDoes()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await OpenAsync(venue.Host, "/ws/0");
        async Task<string> AskAsync(string text)
        {
            await socket.SendAsync(text);
            return (await socket.NextAsync(static frame => frame.TryGetProperty("id", out _) || frame.TryGetProperty("code", out _))).GetRawText();
        }

        Assert.Equal("""{"result":null,"id":1}""", await AskAsync("""{"method":"SUBSCRIBE","params":["btcusdt@trade","nosuchpair@trade"],"id":1}"""));
        Assert.Equal("""{"result":["btcusdt@trade","nosuchpair@trade"],"id":"two"}""", await AskAsync("""{"method":"LIST_SUBSCRIPTIONS","id":"two"}"""));
        Assert.Equal("""{"result":null,"id":3}""", await AskAsync("""{"method":"SET_PROPERTY","params":["combined",true],"id":3}"""));
        await venue.StepAsync(10);
        var wrapped = await socket.NextAsync(static frame => SocketClient.Text(frame, "stream") == "btcusdt@trade");
        Assert.Equal("trade", wrapped.GetProperty("data").GetProperty("e").GetString());
        Assert.Contains("\"code\":2", await AskAsync("""{"method":"DANCE","id":4}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("""{"method":"SUBSCRIBE","params":[7],"id":1}""")]
    [InlineData("""{"method":"SUBSCRIBE","id":{"x":1}}""")]
    public async Task Nonsense_IsToldSo_AndTheConnectionLives(string text)
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await OpenAsync(venue.Host, "/stream");
        await socket.SendAsync(text);
        await socket.NextAsync(static frame => frame.TryGetProperty("code", out _));
        Assert.True(socket.IsOpen);
    }

    [Fact]
    public async Task Diffs_JoinTheSnapshotWithoutAHole_AndMakeTheSameBook()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await OpenAsync(venue.Host, "/ws/btcusdt@depth@100ms");
        await venue.StepAsync(10);
        var snapshot = await SpotRestTests.GetAsync(venue, "depth?symbol=BTCUSDT&limit=5000");
        await venue.StepAsync(30);
        var now = await SpotRestTests.GetAsync(venue, "depth?symbol=BTCUSDT&limit=5000");
        await socket.WaitForAsync(frame => Number(frame, "u") == now.GetProperty("lastUpdateId").GetInt64());

        var diffs = socket.Frames.Where(static frame => SocketClient.Text(frame, "e") == "depthUpdate").ToArray();
        Assert.All(diffs.Zip(diffs.Skip(1)), static pair => Assert.Equal(Number(pair.First, "u") + 1, Number(pair.Second, "U")));
        var last = snapshot.GetProperty("lastUpdateId").GetInt64();
        Assert.Contains(diffs, diff => Number(diff, "U") <= last + 1 && Number(diff, "u") >= last);
        foreach (var (side, letter) in (ReadOnlySpan<(string, string)>)[("bids", "b"), ("asks", "a")])
        {
            var book = snapshot.GetProperty(side).EnumerateArray().ToDictionary(static level => level[0].GetString()!, static level => level[1].GetString()!);
            foreach (var level in diffs.Where(diff => Number(diff, "u") > last).SelectMany(diff => diff.GetProperty(letter).EnumerateArray()))
            {
                if (decimal.Parse(level[1].GetString()!, CultureInfo.InvariantCulture) == 0m) book.Remove(level[0].GetString()!);
                else book[level[0].GetString()!] = level[1].GetString()!;
            }

            Assert.Equal(
                now.GetProperty(side).EnumerateArray().Select(static level => (level[0].GetString(), level[1].GetString())).Order(),
                book.Select(static level => ((string?)level.Key, (string?)level.Value)).Order());
        }
    }

    [Fact]
    public async Task SixthMessageInASecond_EndsTheConnection()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await OpenAsync(venue.Host, "/ws");
        // Opening it said the first.
        for (var i = 2; i <= 5; i++)
        {
            await socket.SendAsync($$"""{"method":"LIST_SUBSCRIPTIONS","id":{{i}}}""");
            await socket.NextAsync(static frame => frame.TryGetProperty("id", out _));
        }

        await socket.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":6}""");
        await socket.ClosedAsync();
        Assert.False(socket.IsOpen);
    }

    [Fact]
    public async Task OldConnection_IsEndedAfterItsLife()
    {
        await using var venue = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Market = new TinyMarket(TimeProvider.System.GetUtcNow()),
            SpotWire = new SpotWireOptions { ConnectionLife = TimeSpan.FromMilliseconds(200) },
        });
        await using var socket = await SocketClient.ConnectAsync(venue, "/ws");
        await socket.ClosedAsync();
        Assert.False(socket.IsOpen);
    }

    [Fact]
    public async Task Faults_OfThisStream_LeaveBybitAlone()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var bybit = await SocketClient.PublicAsync(venue.Host, "publicTrade.BTCUSDT");
        await using var spot = await OpenAsync(venue.Host, "/ws/btcusdt@aggTrade");
        await venue.Client.FaultAsync("""{"kind":"disconnect","stream":"binance"}""");
        await spot.ClosedAsync();
        await venue.StepAsync(3);
        await bybit.NextAsync(static frame => SocketClient.Topic(frame) == "publicTrade.BTCUSDT");
        Assert.True(bybit.IsOpen);
    }

    [Fact]
    public async Task Shutdown_IsAnnouncedBeforeTheCut()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await OpenAsync(venue.Host, "/stream");
        await venue.Client.FaultAsync("""{"kind":"serverShutdown","delayMs":100}""");
        var told = await socket.NextAsync(static frame => SocketClient.Text(frame, "stream") == "!serverShutdown");
        Assert.Equal("serverShutdown", told.GetProperty("data").GetProperty("e").GetString());
        await socket.ClosedAsync();
    }

    // An answer says that the streams of the address are followed by now.
    private static async Task<SocketClient> OpenAsync(SimulatorHost venue, string path)
    {
        var socket = await SocketClient.ConnectAsync(venue, path);
        await socket.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":"open"}""");
        await socket.NextAsync(static frame => SocketClient.Text(frame, "id") == "open");
        return socket;
    }

    private static long Number(JsonElement frame, string name) => frame.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : -1;
}
