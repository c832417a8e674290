using System.Globalization;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Bite;
using Titan.Engine.Strategies.Scavenger.Spider;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Engine.Strategies.Scavenger;

/// <summary>
/// The trap strategy (spec titan-trading 2): the Web computes break levels in advance, the Spider waits on the prints of the venue that
/// leads, the Bite tells breaks from fake-outs and proposes. It should pay because liquidations and stops behind a level push the follower
/// 2 to 5 % further; it dies by false breaks, so each entry needs a burst, survives a hold and has its stop near.
/// Time is the events' own: the newest venue time seen. Everything that waits ends at its own moment before the next event is looked at,
/// so the same events decide the same however they are batched.
/// </summary>
public sealed class ScavengerStrategy : IStrategy
{
    internal const string StrategyName = "scavenger";

    private const long MemoryAtMost = 150L * 1024 * 1024;
    private const string Bitcoin = "BTCUSDT";
    private const decimal ExtremeMove = 0.05m;
    private static readonly TimeSpan SlowCycle = TimeSpan.FromSeconds(60);
    private static readonly long MemoryEvery = TimeSpan.FromSeconds(10).Ticks;

    /// <summary>Without a single symbol in the map the next look is soon: prices and figures are still arriving.</summary>
    private static readonly long SoonAgain = TimeSpan.FromSeconds(5).Ticks;

    /// <summary>Closed bars of the minute arrive within a second of its end; the cycle waits for them.</summary>
    private static readonly long AfterTheBars = TimeSpan.FromSeconds(1).Ticks;

    /// <summary>Engine time runs ahead of events that are still on their way; waits end that much later when nothing happens.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the nearest approach is told: an hour that stayed quiet can be explained, and a day costs few rows.</summary>
    private static readonly TimeSpan NearestEvery = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(60);

    private readonly ScavengerOptions _options;
    private readonly TimeProvider _effort;
    private readonly InputFaults _faults = new();
    private readonly TrapRecord _record = new();
    private readonly TrapMemory _memory;
    private readonly TrapMap _map;
    private readonly TrapBite _bite;
    private readonly Tripwires _tripwires;
    private readonly CycleTimes _cycleTimes = new();
    private readonly RateMeter _rate = new();
    private readonly List<SymbolWatch> _watches = [];
    private readonly Dictionary<InstrumentId, SymbolWatch> _byId = [];
    private SymbolWatch? _bitcoin;
    private long _now;
    private long _nextCycle;
    private long _nextMemory;
    private long? _firstSpotAt;
    private long _spotTrades;
    private DateTimeOffset _nearestToldAt;
    private bool _paused;
    private bool _large;

    /// <param name="options">Settings.</param>
    /// <param name="effort">Measures how long a cycle takes on this machine, for people; no decision reads it.</param>
    public ScavengerStrategy(ScavengerOptions options, TimeProvider effort)
    {
        (_options, _effort) = (options, effort);
        _memory = new TrapMemory(options);
        _map = new TrapMap(options, _faults);
        _bite = new TrapBite(options, _memory, _record);
        _tripwires = new Tripwires(options, _memory, _record);
    }

    public string Name => StrategyName;

    public TimeSpan BarInterval => TimeSpan.FromMinutes(1);

    public int WarmupBars => 105;

    public bool FollowsSpot => true;

    public IReadOnlyList<BarNeed> BarNeeds { get; } = [new(TimeSpan.FromMinutes(1), 105), new(TimeSpan.FromHours(1), 100)];

    public void OnBar(in Bar bar, StrategyContext context) => WatchOf(bar.Instrument).See(bar);

    public void OnTicker(in Ticker ticker, StrategyContext context)
    {
        if (InTime(ticker.VenueTime, context))
        {
            WatchOf(ticker.Instrument).See(ticker);
        }
    }

    public void OnQuote(in Quote quote, StrategyContext context)
    {
        if (InTime(quote.VenueTime, context))
        {
            Advance(quote.VenueTime.UtcTicks, context);
            WatchOf(quote.Instrument).See(quote);
            _bite.See(quote, Time(_now), context);
        }
    }

    public void OnTrade(in Trade trade, StrategyContext context)
    {
        if (InTime(trade.VenueTime, context))
        {
            Advance(trade.VenueTime.UtcTicks, context);
            WatchOf(trade.Instrument).See(trade);
        }
    }

    public void OnSpotTrade(in SpotTrade trade, StrategyContext context)
    {
        if (!InTime(trade.VenueTime, context))
        {
            return;
        }

        Advance(trade.VenueTime.UtcTicks, context);
        var watch = WatchOf(trade.Instrument);
        if (!watch.See(trade, _now))
        {
            return;
        }

        _firstSpotAt ??= _now;
        _spotTrades++;
        _rate.Add(_now);
        if (watch.Traps.Length > 0 && _tripwires.Touch(watch, !context.Paused && context.Equity is > 0, Time(_now)) is { } trap)
        {
            _bite.Spring(trap, watch, Extreme, Time(_now), context);
            EndWaits(_now, context);
        }
    }

    public void OnTime(StrategyContext context)
    {
        if (context.Paused != _paused)
        {
            _paused = context.Paused;
            _record.Note(context, context.Now, _paused ? "SCAVENGER_PAUSED" : "SCAVENGER_RESUMED", _paused ? "traps are computed and shown, none springs" : "traps may spring");
        }

        Advance((context.Now - OnTheWay).UtcTicks, context);
    }

    public void OnJudged(in Intent intent, IntentVerdict verdict, StrategyContext context) => _bite.Judged(intent, verdict, Time(_now));

    public void OnEntryEnded(EntryOutcome outcome, StrategyContext context) => _bite.Ended(outcome, Time(_now), context);

    public IReadOnlyList<KeyValuePair<string, string>> Describe() =>
    [
        new("Traps", string.Create(CultureInfo.InvariantCulture, $"{_map.Traps.Count} on {_map.Symbols} of {_watches.Count} symbols")),
        new("Volume rule", string.Create(CultureInfo.InvariantCulture, $"{_options.MinTradesIn100ms} trades in {_options.VolumeWindowMs} ms, hold {_options.HoldMs} ms")),
        new("Map", _map.BuiltAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"built {at:HH:mm:ss}, cycle {_map.Cycles}") : "not built yet"),
        new("Mode", _options.GhostMode ? "ghost: nothing is sent" : "sends"),
    ];

    /// <summary>All that readers see of it; immutable.</summary>
    public ScavengerView View() => ScavengerPicture.Of(_options, _map, _memory, _record, _watches, _faults, _cycleTimes, Time(_now)) with
    {
        Paused = _paused,
        NextCycleAt = _nextCycle == 0 ? null : Time(_nextCycle),
        SpotTrades = _spotTrades,
        SpotTradesPerSecond = _rate.PerSecond(_now),
        SpotRateSeries = [.. _rate.Series(_now)],
    };

    // Extreme volatility as far as a price tells (spec 5.2): Bitcoin moved 5 % in five minutes.
    private bool Extreme => _bitcoin is not null && OiWipeout.PriceFall(_bitcoin.Minutes.Bars, _bitcoin.PerpetualPrice) is { } move && Math.Abs(move) >= ExtremeMove;

    private void Advance(long at, StrategyContext context)
    {
        if (at <= _now)
        {
            return;
        }

        SkipSilentCycles(at);
        EndWaits(at, context);
        _now = at;
    }

    // After a silence only the newest cycle is of use: the ones before it would look at the same.
    private void SkipSilentCycles(long at)
    {
        var interval = _options.UpdateIntervalMs * TimeSpan.TicksPerMillisecond;
        if (_nextCycle > 0 && at - _nextCycle >= interval)
        {
            _nextCycle += (at - _nextCycle) / interval * interval;
        }
    }

    // Everything due until then happens at its own time, in order, on what was known then.
    private void EndWaits(long at, StrategyContext context)
    {
        while (true)
        {
            var due = Math.Min(_bite.NextDue, Math.Min(_nextCycle, _nextMemory));
            if (due > at)
            {
                return;
            }

            // The very first event starts the clock: nothing was due before it.
            _now = Math.Max(_now, due == 0 ? at : due);
            if (_bite.NextDue <= due)
            {
                _bite.Resolve(Extreme, Time(_now), context);
            }
            else if (_nextCycle <= due)
            {
                Cycle(at, context);
            }
            else
            {
                CheckMemory(at, context);
            }
        }
    }

    private void Cycle(long at, StrategyContext context)
    {
        var now = Time(_now);
        var began = _effort.GetTimestamp();
        var change = _map.Build(_watches, _bitcoin, _firstSpotAt, now, context.IsListed);
        var took = _effort.GetElapsedTime(began);
        _cycleTimes.Add(took.TotalSeconds);
        var interval = _map.Symbols == 0 ? SoonAgain : _options.UpdateIntervalMs * TimeSpan.TicksPerMillisecond;
        _nextCycle = ((((Math.Max(at, _now) - AfterTheBars) / interval) + 1) * interval) + AfterTheBars;
        Tell(change, now, context);
        TellNearest(now, context);
        if (took > SlowCycle)
        {
            _record.Note(context, now, "COMPUTATION_SLOW", string.Create(CultureInfo.InvariantCulture, $"a map cycle took {took.TotalSeconds:0.0} s"));
        }
    }

    private void Tell(MapChange change, DateTimeOffset now, StrategyContext context)
    {
        if (change.IsNone)
        {
            return;
        }

        foreach (var trap in change.Added)
        {
            _record.Note(context, now, "TRAP_SET", string.Create(CultureInfo.InvariantCulture, $"{trap.Key} at {trap.TriggerPrice:0.########}, stop {trap.StopLoss:0.########}, target {trap.TakeProfit:0.########}, confidence {trap.Confidence}"), trap.Instrument.Id);
        }

        foreach (var trap in change.Expired)
        {
            _record.Note(context, now, "TRAP_EXPIRED", $"{trap.Key}: not found again by two cycles", trap.Instrument.Id);
        }

        _record.Note(context, now, "TRAP_MAP_UPDATED", $"{change.Added.Count} added, {change.Expired.Count + change.Cancelled.Count} removed; {_map.Traps.Count} traps on {_map.Symbols} symbols");
    }

    private void TellNearest(DateTimeOffset now, StrategyContext context)
    {
        if (now - _nearestToldAt >= NearestEvery)
        {
            _nearestToldAt = now;
            if (_tripwires.Nearest.Take() is { } sentence)
            {
                context.Note("TRAP_NEAREST", sentence);
            }
        }
    }

    private void CheckMemory(long at, StrategyContext context)
    {
        _nextMemory = Math.Max(at, _now) + MemoryEvery;
        var bytes = 0L;
        foreach (var watch in _watches)
        {
            bytes += watch.Bytes;
        }

        if (bytes > MemoryAtMost && !_large)
        {
            _record.Note(context, Time(_now), "RESOURCE_WARNING", string.Create(CultureInfo.InvariantCulture, $"windows hold {bytes / 1_048_576} MB, at most 150"));
        }

        _large = bytes > MemoryAtMost;
    }

    // A clock that is seconds ahead, or an event that took a minute, says nothing about now.
    private bool InTime(DateTimeOffset at, StrategyContext context)
    {
        if (at <= context.Now + Ahead && at >= context.Now - Behind)
        {
            return true;
        }

        _faults.Count(InputFault.ClockSkew);
        return false;
    }

    private SymbolWatch WatchOf(Instrument instrument)
    {
        if (_byId.TryGetValue(instrument.Id, out var watch))
        {
            return watch;
        }

        watch = new SymbolWatch(instrument, _options, _faults);
        _byId[instrument.Id] = watch;
        _watches.Add(watch);
        _watches.Sort(static (one, other) => one.Instrument.Index.CompareTo(other.Instrument.Index));
        _bitcoin = instrument.Id.Value == Bitcoin ? watch : _bitcoin;
        return watch;
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
