using System.Globalization;
using Titan.Simulator.Market;
using Titan.Tests.Support;
using Xunit.Abstractions;

namespace Titan.Tests.Scenarios;

/// <summary>
/// The books over long stretches: one clock for engine and exchange, as fast as the machine. How far the recordings are
/// played is read from the environment: a day and two hours, or with <c>TITAN_LONG_RUNS=1</c> all ninety days and all twelve hours.
/// </summary>
public sealed class LockStepRunTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("TITAN_LONG_RUNS") == "1";
    private static readonly DateTimeOffset Began = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    // Small channels, so that ten minutes hold decisions enough.
    private static readonly Dictionary<string, string?> Lively = new()
    {
        ["Titan:Strategies:Breakout:ChannelBars"] = "5",
        ["Titan:Strategies:Scavenger:Enabled"] = "false",
        ["Titan:Strategies:Breakout:CooldownSeconds"] = "0",
        ["Titan:Risk:MaxPositions"] = "9",
    };

    // One contract with a day of history: the breakout example alone finds something to decide within minutes.
    private static readonly Dictionary<string, string?> Eager = new()
    {
        ["Titan:Strategies:Breakout:ChannelBars"] = "5",
        ["Titan:Strategies:Breakout:CooldownSeconds"] = "0",
    };

    [Fact]
    public async Task SeededMarket_TenMinutes_TradesAndTiesToTheCent()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));

        var run = await LockStepRun.MakeAsync(new SeededMarket(7, Began), TimeSpan.FromMinutes(10), Lively, 100_000m, limit.Token);

        Assert.NotEmpty(run.Decisions);
        Assert.NotEmpty(run.Fills);
        Assert.Empty(run.Tie.Differences);
    }

    [Fact]
    public async Task SeededMarket_WithTheLeader_SpringsTraps_AndTiesToTheCent()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));

        var run = await LockStepRun.MakeAsync(new SeededMarket(7, Began), TimeSpan.FromMinutes(15), null, 100_000m, limit.Token, leader: true);

        foreach (var decision in run.Decisions)
        {
            output.WriteLine(decision);
        }

        Assert.Contains(run.Decisions, static decision => decision.StartsWith("scavenger", StringComparison.Ordinal));
        Assert.Empty(run.Tie.Differences);
    }

    [Fact]
    public Task NinetyDaysOfBars_Played_TieToTheCent() =>
        PlayAsync("candles/bybit_linear_BTCUSDT_5m_2025-04_2025-07.csv.gz", Long ? TimeSpan.FromDays(100) : TimeSpan.FromDays(1));

    [Fact]
    public Task TwelveHoursOfMinutes_Played_TieToTheCent() =>
        PlayAsync("candles/lean_bybit_linear_BTCUSDT_1m_trade_20221213.csv.gz", Long ? TimeSpan.FromHours(13) : TimeSpan.FromHours(2));

    [Fact]
    public async Task RecordedTicks_AtTwoSpeeds_AreDecidedAlike()
    {
        if (MarketData.Find("ticks/binance_spot_BTCUSDT_raw_20240808_09.jsonl.gz") is not { } path || MarketData.Find("candles/binance_spot_BTCUSDT_1m_stress_days.csv.gz") is not { } history)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var options = new RecordedMarketOptions { HistoryFile = history };

        using var once = RecordedMarket.Open(path, options: options);
        var fast = await LockStepRun.MakeAsync(once, TimeSpan.FromMinutes(1), Eager, 100_000m, limit.Token, leader: true, exact: true);
        using var again = RecordedMarket.Open(path, options: options);
        var paced = await LockStepRun.MakeAsync(again, TimeSpan.FromMinutes(1), Eager, 100_000m, limit.Token, leader: true, speed: 60, exact: true);

        AssertAlike(fast, paced);
    }

    private static void AssertAlike(LockStepRun one, LockStepRun other)
    {
        Assert.True(one.Report.Ledger.Decisions > 0, "nothing was decided, so nothing was compared");
        var differing = one.Lines.Zip(other.Lines).FirstOrDefault(static pair => pair.First != pair.Second);
        Assert.True(differing.First is null, $"{differing.First}\n{differing.Second}");
        Assert.Equal(one.Report.Ledger.DecisionHash, other.Report.Ledger.DecisionHash);
        Assert.Equal(one.Report.Ledger.OutcomeHash, other.Report.Ledger.OutcomeHash);
    }

    private async Task PlayAsync(string file, TimeSpan span)
    {
        if (MarketData.Find(file) is not { } path)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromHours(1));
        var began = TimeProvider.System.GetTimestamp();
        using var market = RecordedMarket.Open(path);
        var run = await LockStepRun.MakeAsync(market, span, null, 100_000m, limit.Token);
        var said = run.Decisions.CountBy(static decision => decision[(decision.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]).OrderByDescending(static pair => pair.Value);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path)}: {run.Course.Steps} steps in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s, armed {run.Course.Arms} times, {run.Decisions.Count} decisions ({string.Join(", ", said.Take(4).Select(static pair => $"{pair.Value} {pair.Key}"))}), {run.Fills.Count} fills, {run.Report.Ledger.Trades.Count} positions closed, realised {run.RealizedPnl:0.00}, {run.Tie.Orders} orders and {run.Tie.Executions} executions compared, to the end: {run.Course.ToTheEnd}");
        output.WriteLine(line);
        Console.WriteLine(line);
        Assert.True(run.Tie.Differences.Count == 0, string.Join('\n', run.Tie.Differences));
        Assert.True(run.Course.Steps > 0);
        Assert.Equal(Long, run.Course.ToTheEnd);
    }
}
