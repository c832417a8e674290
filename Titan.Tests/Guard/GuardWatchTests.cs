using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Guard;
using Titan.Engine.Venues.Bybit;
using Titan.Simulator;
using Titan.Simulator.Time;
using Titan.Tests.Scenarios;
using Titan.Tests.Support;

namespace Titan.Tests.Guard;

/// <summary>The guard against the simulated exchange with a key of its own; its clock is moved by the test, the exchange's runs.</summary>
public sealed class GuardWatchTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SteppedClock _clock = new(TimeProvider.System.GetUtcNow());
    private SimulatorHost _venue = null!;
    private HttpClient _client = null!;
    private BybitVenue _adapter = null!;
    private HeartbeatFile _heartbeat = null!;
    private long _beat;

    public async Task InitializeAsync()
    {
        _venue = await SimulatorHost.StartAsync(
            new SimulatorOptions { Seed = 11, InitialBalance = 100_000m, Market = new RestlessMarket(TimeProvider.System.GetUtcNow()), MoreKeys = new Dictionary<string, string> { ["guard-key"] = "guard-secret" } },
            CancellationToken.None);
        _client = new HttpClient { BaseAddress = _venue.RestUrl };
        var options = new BybitOptions { RestUrl = _venue.RestUrl, StreamUrl = _venue.StreamUrl, ApiKey = "guard-key", ApiSecret = "guard-secret", UseTradeStream = false };
        _adapter = new BybitVenue(options, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);
        _heartbeat = new HeartbeatFile(_folder.Path);
    }

    public async Task DisposeAsync()
    {
        await _adapter.DisposeAsync();
        await _venue.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Silence_CoversWhatHasNoStop_AndTheReturnOfTheEngineEndsTheRun()
    {
        using var guard = Watch();
        await DriftAsync("ETHUSDT", 1m);
        Beat();
        await guard.StepAsync(CancellationToken.None);
        Pass(9);
        await guard.StepAsync(CancellationToken.None);
        Assert.Equal("", await StopOfAsync("ETHUSDT"));
        Assert.Empty(Receipts());

        Pass(1);
        await guard.StepAsync(CancellationToken.None);
        Assert.NotEqual("", await StopOfAsync("ETHUSDT"));
        Pass(1);
        await guard.StepAsync(CancellationToken.None);
        Assert.Equal(["cover", "leave", "look"], Receipts().Single().Steps.Select(step => step.Act));
        Assert.Null(Receipts().Single().Ended);

        Beat();
        await guard.StepAsync(CancellationToken.None);
        Assert.Equal("engine back", Receipts().Single().Ended);
        Assert.Equal("WATCHING", guard.View().State);
    }

    [Fact]
    public async Task Silence_WhenNoStopIsTaken_ClosesReduceOnlyAfterThreeTries()
    {
        using var guard = Watch();
        await DriftAsync("ETHUSDT", 1m);
        await FaultAsync(new { kind = "reject", code = 10001, path = "/v5/position/trading-stop" });
        Beat();
        guard.View();
        for (var look = 0; look < 3; look++)
        {
            Pass(look == 0 ? 10 : 1);
            Assert.NotEmpty(await PositionsAsync());
            await guard.StepAsync(CancellationToken.None);
        }

        Assert.Empty(await PositionsAsync());
        Assert.Contains(Receipts().Single().Steps, step => step is { Act: "close", Symbol: "ETHUSDT", Ok: true });
    }

    [Fact]
    public async Task EngineThatBeats_IsNeverFought_NotEvenOnRequest()
    {
        using var guard = Watch();
        await DriftAsync("ETHUSDT", 1m);
        for (var second = 0; second < 30; second++)
        {
            Beat();
            await guard.StepAsync(CancellationToken.None);
            Pass(1);
        }

        Assert.Null(await guard.CancelAllAsync("tester", "Operator", "why", includeProtective: false, force: false, CancellationToken.None));
        Assert.Single(await PositionsAsync());
        Assert.Empty(Receipts());
    }

    [Fact]
    public async Task FolderWithoutABeat_MakesTheGuardWaitForARequest()
    {
        using var guard = Watch();
        await DriftAsync("ETHUSDT", 1m);
        Pass(60);
        await guard.StepAsync(CancellationToken.None);
        Assert.Equal("NEVER_HEARD", guard.View().State);
        Assert.Equal("", await StopOfAsync("ETHUSDT"));
    }

    [Fact]
    public async Task Flatten_OnRequestWhileTheEngineIsSilent_EndsOnTheVenuesWord()
    {
        using var guard = new GuardWatch(_adapter, _heartbeat, new GuardReceipts(_folder.Path), new GuardOptions(), TimeProvider.System, NullLogger<GuardWatch>.Instance);
        await DriftAsync("ETHUSDT", 1m);
        await DriftAsync("SOLUSDT", 10m);

        var receipt = await guard.FlattenAsync("flatten", "tester", "Operator", "the engine is gone", force: false, CancellationToken.None);

        Assert.Equal("flat", receipt!.Ended);
        Assert.Empty(await PositionsAsync());
        Assert.Equal(["ETHUSDT", "SOLUSDT"], receipt.Steps.Where(step => step.Act == "close").Select(step => step.Symbol!).Order(StringComparer.Ordinal));
        Assert.Equal(receipt.Id, Receipts().Single().Id);
    }

    private GuardWatch Watch() => new(_adapter, _heartbeat, new GuardReceipts(_folder.Path), new GuardOptions(), _clock, NullLogger<GuardWatch>.Instance);

    private IReadOnlyList<GuardReceipt> Receipts() => new GuardReceipts(_folder.Path).Read(10);

    private void Beat() => _heartbeat.Write(++_beat, _clock.GetUtcNow(), 1, "running");

    private void Pass(int seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private Task DriftAsync(string symbol, decimal quantity) => FaultAsync(new { kind = "positionDrift", symbol, side = "Buy", qty = quantity });

    private async Task FaultAsync(object fault)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri("/faults", UriKind.Relative), fault);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonArray> PositionsAsync() => (await LedgerTie.AskVenueAsync(_venue.RestUrl, CancellationToken.None))["positions"]!.AsArray();

    private async Task<string> StopOfAsync(string symbol)
    {
        var answer = await _adapter.GetPositionsAsync(CancellationToken.None);
        return answer.Value!.Single(position => position.Symbol == symbol).StopLoss?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
