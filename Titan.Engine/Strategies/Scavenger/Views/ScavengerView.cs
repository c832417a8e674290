using System.Collections.Immutable;

namespace Titan.Engine.Strategies.Scavenger.Views;

/// <summary>The trap strategy as it stood at a snapshot: immutable, made by the loop, shared by all readers. Times are event times, UTC.</summary>
public sealed record ScavengerView
{
    public bool Paused { get; init; }

    /// <summary>The whole pipeline runs and nothing is sent.</summary>
    public bool Ghost { get; init; }

    /// <summary>Nearest first, those that may spring before those that may not.</summary>
    public ImmutableArray<TrapView> Traps { get; init; } = [];

    /// <summary>Symbols in the map, and followed at all.</summary>
    public int MapSymbols { get; init; }
    public int Symbols { get; init; }
    public int Cycles { get; init; }
    public DateTimeOffset? LastCycleAt { get; init; }
    public DateTimeOffset? NextCycleAt { get; init; }

    /// <summary>Duration of the last cycle on this machine, ms; null before the first.</summary>
    public double? LastCycleMs { get; init; }

    /// <summary>Cycles by duration: counts per bucket of <see cref="CycleBucketSeconds"/>, one more for the rest; with their sum, seconds.</summary>
    public ImmutableArray<long> CycleCounts { get; init; } = [];
    public double CycleSecondsSum { get; init; }

    /// <summary>Upper bounds of the buckets (spec titan-trading 8).</summary>
    public static ImmutableArray<double> CycleBucketSeconds { get; } = [.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5];

    /// <summary>Prints of the venue that leads, since start and per second of the last 5 s.</summary>
    public long SpotTrades { get; init; }
    public double SpotTradesPerSecond { get; init; }
    public DateTimeOffset? LastSpotAt { get; init; }

    /// <summary>Per-second counts of the last 30 s, oldest first.</summary>
    public ImmutableArray<int> SpotRateSeries { get; init; } = [];

    /// <summary>Symbols on which Binance leads, of those with a known lead, and the mean correlation there; null while unknown.</summary>
    public int BinanceLeads { get; init; }
    public int LeadKnown { get; init; }
    public double? LeadCorrelation { get; init; }
    public ImmutableArray<BurstView> Bursts { get; init; } = [];
    public ImmutableArray<TrapTypeView> Types { get; init; } = [];

    /// <summary>Newest first, at most 50.</summary>
    public ImmutableArray<FeedLine> Feed { get; init; } = [];

    /// <summary>What was wrong with the input since start, by name; kinds that never happened are left out.</summary>
    public ImmutableArray<KeyValuePair<string, long>> Faults { get; init; } = [];

    /// <summary>Memory that the windows hold, bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Rules in force, for the page.</summary>
    public int TradesNeeded { get; init; }
    public int WindowMs { get; init; }
    public int HoldMs { get; init; }
    public int CooldownSeconds { get; init; }
}
