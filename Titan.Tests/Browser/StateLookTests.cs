using Microsoft.Playwright;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>States that must be told apart at a glance, each at a desk and on a phone, without overflow.</summary>
[Collection(BrowserTests.Name)]
public sealed class StateLookTests(BrowserFixture fixture)
{
    public static TheoryData<string, string, int> Moments()
    {
        var moments = new TheoryData<string, string, int>();
        foreach (var width in new[] { 1400, 390 })
        {
            moments.Add("disarmed", "DISARMED", width);
            moments.Add("locked", "LOCKED", width);
            moments.Add("starting", "UNKNOWN", width);
            moments.Add("naked", "ARMED", width);
            moments.Add("refused", "DISARMED", width);
            moments.Add("live", "ARMED", width);
        }

        return moments;
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Moment_IsToldByWord(string moment, string word, int width)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        var engine = new StagedEngine(Of(moment, Anchor.Snapshot(), Anchor.At));
        await using var host = await FaceHost.StartAsync(engine, new StagedHistory(moment == "starting" ? [] : Anchor.Curve(Anchor.At)), new FrozenClock(Anchor.At));
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, width == 390 ? 844 : 900);

        await Assertions.Expect(console.Page.Locator(width == 390 ? ".tap-word" : ".chip.when-up").First).ToHaveTextAsync(word);
        await console.PictureAsync($"{moment}-{width}");
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
    }

    internal static EngineSnapshot Of(string moment, EngineSnapshot anchor, DateTimeOffset now) => moment switch
    {
        "disarmed" => anchor with { Arm = new MasterArm(ArmState.Disarmed, LockCause.None, now.AddSeconds(-34), "titan_admin", "") },
        "locked" => anchor with
        {
            Arm = new MasterArm(ArmState.Locked, LockCause.Breaker, now.AddSeconds(-492), "system", "daily drawdown 7.012 % > 7 %"),
            Breaker = new BreakerState
            {
                Active = true,
                Reason = "daily drawdown 7.012 % > 7 %",
                Triggers = ["DAILY_DRAWDOWN"],
                TriggeredAt = now.AddSeconds(-492),
                CooldownEndsAt = now.AddSeconds(-492).AddHours(4),
                EquityAtTrip = 2_331.85m,
            },
            Positions = [anchor.Positions[1]],
            Equity = anchor.Equity with { Equity = 2_331.85m, UnrealizedPnl = 6.83m, WalletBalance = 2_325.02m },
            EquityIfAllStops = 2_301.53m,
            TotalLeverage = 1.0106m,
            Preconditions = [.. anchor.Preconditions.Select(one => one.Code switch
            {
                "BREAKER" => one with { Met = false, Value = "tripped: daily drawdown 7.012 % > 7 %" },
                "DAILY_LOSS" => one with { Met = false, Value = "−7.0 of −7 %" },
                _ => one,
            })],
        },
        "starting" => anchor with
        {
            Version = 0,
            Readiness = new ReadinessView(false, false, "starting: restoring the journal"),
            Arm = MasterArm.Initial,
            Equity = new EquityBook(),
            BreakerBelow = null,
            EquityIfAllStops = null,
            Positions = [],
            Preconditions = [],
            Alerts = [],
            Reconcile = null,
            TotalLeverage = null,
            Statistics = new TradingStatistics(),
        },
        "naked" => anchor with
        {
            Positions =
            [
                anchor.Positions[0],
                anchor.Positions[1] with { Position = anchor.Positions[1].Position with { CoveredQuantity = 0.5m, NakedSince = now.AddSeconds(-3) }, NakedSecondsNow = 3, NakedSecondsTotal = 3.3 },
                anchor.Positions[2] with { Position = anchor.Positions[2].Position with { CoveredQuantity = 0m, StopLoss = null, TakeProfit = null, NakedSince = now.AddSeconds(-41) }, NakedSecondsNow = 41, NakedSecondsTotal = 45 },
            ],
            Reconcile = new ReconcileView(now.AddSeconds(-12), false, 3, 4, [new MismatchView("XRPUSDT", DriftKind.MissingInShadow, 0m, 410m, "adopted")], "timer"),
        },
        "refused" => anchor with
        {
            Arm = new MasterArm(ArmState.Disarmed, LockCause.None, now.AddMinutes(-5), "system", ""),
            Positions = [],
            EquityIfAllStops = null,
            TotalLeverage = 0m,
            Reconcile = new ReconcileView(now.AddSeconds(-184), true, 0, 0, [], "timer"),
            Preconditions = [.. anchor.Preconditions.Select(one => one.Code switch
            {
                "RECONCILED" => one with { Met = false, Value = "184 s, in sync" },
                "CLOCK" => one with { Met = null, Value = "unknown" },
                _ => one,
            })],
        },
        _ => anchor with { Identity = anchor.Identity with { Mode = "LIVE", Environment = "mainnet", MarketLabel = null } },
    };
}
