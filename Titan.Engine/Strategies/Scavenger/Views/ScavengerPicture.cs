using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Spider;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Engine.Strategies.Scavenger.Views;

/// <summary>Draws the immutable picture of the strategy from its parts.</summary>
internal static class ScavengerPicture
{
    public static ScavengerView Of(
        ScavengerOptions options, TrapMap map, TrapMemory memory, TrapRecord record, IReadOnlyList<SymbolWatch> watches, InputFaults faults,
        CycleTimes times, DateTimeOffset now)
    {
        var symbols = watches.ToDictionary(static watch => watch.Instrument.Id);
        var leads = watches.Where(static watch => watch.LeadLag.Correlation is not null).ToArray();
        var newest = watches.Count == 0 ? long.MinValue : watches.Max(static watch => watch.SpotSeenAt);
        return new ScavengerView
        {
            Ghost = options.GhostMode,
            Traps = [.. map.Traps.Select(trap => View(trap, symbols[trap.Instrument.Id], memory, now)).OrderBy(static view => view.Readiness is TrapReadiness.Set or TrapReadiness.Firing ? 0 : 1).ThenBy(static view => view.DistancePercent ?? decimal.MaxValue)],
            MapSymbols = map.Symbols,
            Symbols = watches.Count,
            Cycles = map.Cycles,
            LastCycleAt = map.BuiltAt,
            LastCycleMs = times.LastSeconds * 1_000.0,
            CycleCounts = times.Counts,
            CycleSecondsSum = times.Sum,
            LastSpotAt = newest > 0 ? new DateTimeOffset(newest, TimeSpan.Zero) : null,
            BinanceLeads = leads.Count(static watch => watch.LeadLag.Lag > 0),
            LeadKnown = leads.Length,
            LeadCorrelation = leads.Length == 0 ? null : leads.Average(static watch => watch.LeadLag.Correlation!.Value),
            Bursts = [.. watches.Where(static watch => watch.Traps.Length > 0).Select(watch => View(watch, now))],
            Types = [.. TrapTypes.All.Select(type => record.Of(type).View(type, options.Traps.Of(type).Enabled, map.Traps.Count(trap => trap.Type == type), map.Detected[(int)type]))],
            Feed = [.. record.NewestFirst],
            Faults = [.. Enum.GetValues<InputFault>().Where(fault => faults.Of(fault) > 0).Select(fault => KeyValuePair.Create(fault.ToString(), faults.Of(fault)))],
            Bytes = watches.Sum(static watch => watch.Bytes),
            TradesNeeded = options.MinTradesIn100ms,
            WindowMs = options.VolumeWindowMs,
            HoldMs = options.HoldMs,
            CooldownSeconds = options.CooldownSeconds,
        };
    }

    private static TrapView View(Trap trap, SymbolWatch symbol, TrapMemory memory, DateTimeOffset now)
    {
        var (price, trigger) = trap.SpotTrigger is { } spot ? (symbol.SpotPrice, spot) : (symbol.PerpetualPrice, trap.TriggerPrice);
        var blacklisted = memory.BlacklistedUntil(trap.Instrument.Id, now);
        var rests = memory.RestsUntil(trap.Key, now);
        return new TrapView
        {
            TrapId = trap.Id,
            Instrument = trap.Instrument.Id,
            Type = trap.Type,
            Direction = trap.Direction,
            TriggerPrice = trap.TriggerPrice,
            BinanceTrigger = trap.SpotTrigger,
            Confidence = trap.Confidence,
            Leverage = trap.Leverage,
            CascadeSize = trap.Cascade,
            TargetPrice = trap.TakeProfit,
            StopLoss = trap.StopLoss,
            Status = trap.Status,
            CreatedAt = trap.CreatedAt,
            ValidUntil = trap.ValidUntil,
            ActivatedAt = trap.ActivatedAt,
            ScoreAtCreation = trap.ScoreAtCreation,
            Readiness = trap.Firing ? TrapReadiness.Firing
                : blacklisted is not null ? TrapReadiness.Blacklisted
                : rests is not null ? TrapReadiness.Cooldown
                : symbol.SpotTrades == 0 ? TrapReadiness.NoSpot
                : trap.Live ? TrapReadiness.Set
                : TrapReadiness.Dormant,
            RestsUntil = blacklisted ?? rests,
            Price = price > 0 ? price : null,
            DistancePercent = price > 0 ? Math.Abs(price - trigger) / trigger * 100m : null,
            LeadMs = symbol.LeadLag.LeadMs,
            PriceDecimals = trap.Instrument.PriceDecimals,
        };
    }

    private static BurstView View(SymbolWatch watch, DateTimeOffset now) => new(
        watch.Instrument.Id, now.UtcTicks - watch.SpotSeenAt > TimeSpan.TicksPerSecond ? 0 : watch.Burst.Trades, watch.TradesNeeded, watch.Burst.MicroCvd, watch.Burst.Volume,
        watch.SpotSeenAt > 0 ? new DateTimeOffset(watch.SpotSeenAt, TimeSpan.Zero) : null, watch.SpotPrice > 0 ? watch.SpotPrice : null, watch.Basis.Ratio,
        watch.LeadLag.Lag, watch.LeadLag.Correlation);
}
