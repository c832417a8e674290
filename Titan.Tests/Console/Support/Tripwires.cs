using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>The trap strategy at the anchor: a wire that is near, one that is close, one that cools down, one asleep.</summary>
internal static class Tripwires
{
    public static ScavengerView View(DateTimeOffset at) => new()
    {
        Traps =
        [
            Trap(at, "BNBUSDT", TrapType.Bollinger, Side.Buy, 921.62m, 918.40m, TrapReadiness.Set, 2),
            Trap(at, "DOGEUSDT", TrapType.Liquidation, Side.Sell, 0.16068m, 0.16214m, TrapReadiness.Set, 5),
            Trap(at, "XRPUSDT", TrapType.DailyLevel, Side.Buy, 2.1381m, 2.1396m, TrapReadiness.Cooldown, 4) with { RestsUntil = at.AddSeconds(165), ActivatedAt = at.AddSeconds(-135), LeadMs = null },
            Trap(at, "ADAUSDT", TrapType.Liquidation, Side.Sell, 0.4836m, 0.4712m, TrapReadiness.Dormant, 4),
        ],
        MapSymbols = 4,
        Symbols = 9,
        Cycles = 12,
        LastCycleAt = at.AddSeconds(-22),
        NextCycleAt = at.AddSeconds(38),
        LastCycleMs = 1.9,
        CycleCounts = [4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        CycleSecondsSum = 0.02,
        SpotTrades = 120_034,
        SpotTradesPerSecond = 412,
        LastSpotAt = at.AddMilliseconds(-200),
        SpotRateSeries = [.. Enumerable.Range(0, 30).Select(second => 380 + (second * 37 % 60))],
        BinanceLeads = 6,
        LeadKnown = 9,
        LeadCorrelation = 0.71,
        Bursts = [new BurstView(new InstrumentId("BNBUSDT"), 12, 50, 3.1m, 9.4m, at, 918.31m, 1.0001m, 1, 0.7)],
        Types =
        [
            Type(TrapType.Liquidation, 14, 9, 61.20m, 0.44m),
            Type(TrapType.DailyLevel, 11, 5, -22.40m, -0.20m) with
            {
                Touched = 212, RefusedByVolume = 171, Sprung = 41, Aborted = 19, Denied = 4, Sent = 18, Filled = 17, Unfilled = 1,
                AbortReasons = [new("WICK_REVERSION", 11), new("FEE_BARRIER", 5), new("MICRO_CVD", 3)],
            },
            Type(TrapType.Bollinger, 0, 0, 0m, null),
            Type(TrapType.SigmaFade, 0, 0, 0m, null) with { Enabled = false },
        ],
        Feed =
        [
            new FeedLine(at.AddSeconds(-3), new InstrumentId("XRPUSDT"), "DENIED", "XRPUSDT DAILY_LEVEL LONG: RiskLimit at OpenRisk"),
            new FeedLine(at.AddSeconds(-4), new InstrumentId("XRPUSDT"), "TRAP_SPRUNG", "XRPUSDT DAILY_LEVEL LONG at 2.1396: 63 trades in 87 ms, micro-CVD +47 %"),
            new FeedLine(at.AddSeconds(-22), null, "TRAP_MAP_UPDATED", "1 added, 0 removed; 4 traps on 4 symbols"),
        ],
        Faults = [new("OutOfOrder", 3)],
        Bytes = 4_000_000,
        TradesNeeded = 50,
        WindowMs = 100,
        HoldMs = 200,
        CooldownSeconds = 300,
    };

    private static TrapView Trap(DateTimeOffset at, string symbol, TrapType type, Side side, decimal trigger, decimal price, TrapReadiness readiness, int decimals) => new()
    {
        TrapId = $"{symbol}-{type.Word()}",
        Instrument = new InstrumentId(symbol),
        Type = type,
        Direction = side,
        TriggerPrice = trigger,
        Confidence = 90,
        Leverage = 15,
        CascadeSize = 0.04m,
        TargetPrice = trigger * (1m + (side.Sign() * 0.03m)),
        StopLoss = trigger * (1m - (side.Sign() * 0.01m)),
        Status = TrapStatus.Active,
        CreatedAt = at.AddMinutes(-9),
        ValidUntil = at.AddSeconds(98),
        ScoreAtCreation = 71.2m,
        Readiness = readiness,
        Price = price,
        DistancePercent = Math.Abs(price - trigger) / trigger * 100m,
        LeadMs = 100,
        PriceDecimals = decimals,
    };

    private static TrapTypeView Type(TrapType type, int trades, int wins, decimal net, decimal? multiple) =>
        new() { Type = type, Active = 1, Detected = 4, Trades = trades, Wins = wins, NetPnl = net, AverageR = multiple };
}
