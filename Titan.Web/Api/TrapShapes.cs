using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Web.Api;

/// <summary>The trap strategy as JSON (spec titan-trading 2.2, 7.1): pure, so that every field can be tested without a server.</summary>
public static class TrapShapes
{
    /// <summary>GET /api/traps.</summary>
    public static object Traps(EngineSnapshot snapshot) => new
    {
        state = State(snapshot),
        traps = (snapshot.Scavenger?.Traps ?? []).Select(Trap),
        map = snapshot.Scavenger is { } view
            ? new { symbols = view.MapSymbols, followed = view.Symbols, cycles = view.Cycles, lastCycleAt = view.LastCycleAt, nextCycleAt = view.NextCycleAt, lastCycleMs = view.LastCycleMs }
            : null,
        sensor = snapshot.Scavenger is { } seen
            ? new
            {
                spotTrades = seen.SpotTrades,
                spotTradesPerSecond = seen.SpotTradesPerSecond,
                lastSpotAt = seen.LastSpotAt,
                binanceLeads = seen.BinanceLeads,
                leadKnown = seen.LeadKnown,
                leadCorrelation = seen.LeadCorrelation,
                memoryBytes = seen.Bytes,
            }
            : null,
        bursts = (snapshot.Scavenger?.Bursts ?? []).Select(Burst),
        types = (snapshot.Scavenger?.Types ?? []).Select(Type),
        feed = (snapshot.Scavenger?.Feed ?? []).Select(line => new { at = line.At, symbol = line.Instrument?.Value, type = line.Word, message = line.Text }),
        faults = (snapshot.Scavenger?.Faults ?? []).ToDictionary(pair => pair.Key, pair => pair.Value),
        timestamp = snapshot.At.ToUnixTimeMilliseconds(),
    };

    /// <summary>Part of GET /api/status.</summary>
    public static object Status(EngineSnapshot snapshot) => new
    {
        state = State(snapshot),
        activeTraps = snapshot.Scavenger?.Traps.Length,
        lastCycleMs = snapshot.Scavenger?.LastCycleMs,
    };

    public static string State(EngineSnapshot snapshot) => snapshot.Scavenger switch
    {
        null => "NOT_INSTALLED",
        { Paused: true } => "PAUSED",
        _ => snapshot.PausedByOperator || snapshot.PausedByFeed || snapshot.PausedByKill ? "PAUSED" : "RUNNING",
    };

    private static object Trap(TrapView trap) => new
    {
        trapId = trap.TrapId,
        symbol = trap.Instrument.Value,
        trapType = trap.Type.Word(),
        direction = trap.Direction == Side.Buy ? "LONG" : "SHORT",
        triggerPrice = trap.TriggerPrice,
        binanceTrigger = trap.BinanceTrigger,
        confidence = trap.Confidence,
        leverage = trap.Leverage,
        estimatedCascadeSize = trap.CascadeSize,
        targetPrice = trap.TargetPrice,
        stopLoss = trap.StopLoss,
        status = trap.Status.ToString().ToLowerInvariant(),
        createdAt = trap.CreatedAt,
        validUntil = trap.ValidUntil,
        activatedAt = trap.ActivatedAt,
        scoreAtCreation = trap.ScoreAtCreation,
        readiness = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(trap.Readiness.ToString()),
        restsUntil = trap.RestsUntil,
        currentPrice = trap.Price,
        distancePct = trap.DistancePercent,
        leadTimeMs = trap.LeadMs,
    };

    private static object Burst(BurstView burst) => new
    {
        symbol = burst.Instrument.Value,
        trades = burst.Trades,
        needed = burst.Needed,
        microCvd = burst.MicroCvd,
        volume = burst.Volume,
        lastSpotAt = burst.LastSpotAt,
        spotPrice = burst.SpotPrice,
        basis = burst.Basis,
        leader = burst.Correlation is null ? null : burst.Lag switch { > 0 => "BINANCE", < 0 => "BYBIT", _ => "NONE" },
        correlation = burst.Correlation,
    };

    private static object Type(TrapTypeView type) => new
    {
        trapType = type.Type.Word(),
        enabled = type.Enabled,
        active = type.Active,
        detected = type.Detected,
        touched = type.Touched,
        refusedByVolume = type.RefusedByVolume,
        sprung = type.Sprung,
        aborted = type.Aborted,
        abortReasons = type.AbortReasons.ToDictionary(pair => pair.Key, pair => pair.Value),
        denied = type.Denied,
        sent = type.Sent,
        filled = type.Filled,
        unfilled = type.Unfilled,
        trades = type.Trades,
        wins = type.Wins,
        netPnl = type.NetPnl,
        averageR = type.AverageR,
        ghostTrades = type.GhostTrades,
        ghostWins = type.GhostWins,
        ghostR = type.GhostR,
    };
}
