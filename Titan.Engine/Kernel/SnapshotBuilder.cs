using System.Collections.Immutable;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Engine.Kernel;

/// <summary>Turns the engine's state into the immutable picture that readers share. Runs within a turn, at most ten times a second.</summary>
internal sealed class SnapshotBuilder(EngineCore core, EngineIdentity identity, DateTimeOffset startedAt)
{
    private const int AlertsKept = 50;

    private readonly Queue<AlertView> _alerts = new();
    private readonly StatisticsKeeper _statistics = new();
    private readonly TrapTrades _trapTrades = new();
    private readonly BrainViewBuilder _brain = new(core);
    private (Configuration.TitanConfig? Of, EngineIdentity Is) _identity = (null, identity);
    private (int Count, ImmutableArray<ReconcileView> Views) _rounds = (0, []);
    private long _version;

    public void Take(IReadOnlyList<JournalEntry> facts)
    {
        _statistics.Take(facts, core.State);
        _brain.Take(facts);
        foreach (var entry in facts)
        {
            if (entry.Fact is AlertRaised alert)
            {
                _alerts.Enqueue(new AlertView(entry.Sequence, entry.At, alert.Code, alert.Severity, alert.Message, alert.Symbol));
                if (_alerts.Count > AlertsKept)
                {
                    _alerts.Dequeue();
                }
            }
        }
    }

    public EngineSnapshot Build(DateTimeOffset now, Venues.VenueStatus venue, EngineLoad load)
    {
        var state = core.State;
        var equity = LiveEquity(now);
        return new EngineSnapshot
        {
            Version = ++_version,
            At = now,
            StartedAt = startedAt,
            Identity = Identity(),
            Readiness = Readiness(),
            Arm = state.Arm,
            PausedByOperator = state.PausedByOperator,
            PausedByFeed = state.PausedByFeed,
            PausedByKill = state.PausedByKill,
            Preconditions = [.. core.Arm.Preconditions()],
            Breaker = state.Breaker,
            BreakerView = BreakerNow(state.Breaker),
            BrainView = _brain.Build(equity, now),
            Equity = equity,
            EquityFresh = Fresh(now),
            BreakerBelow = core.Breaker.TripsBelow,
            EquityIfAllStops = IfAllStops(equity),
            Positions = [.. state.Positions.Values.OrderBy(position => position.OpenedAt).Select(position => ViewOf(position, now))],
            WorkingOrders = [.. state.Orders.Values.Where(order => order.IsWorking).OrderBy(order => order.CreatedAt)],
            Venue = venue,
            Spot = core.Surroundings.Spot ?? Venues.SpotFeedStatus.NotInstalled,
            Reconcile = Rounds() is [var last, ..] ? last : null,
            ReconcileRounds = Rounds(),
            Flatten = state.Flatten,
            LastFlatten = state.LastFlatten,
            VenueOrders = [.. core.Surroundings.VenueOrders.Values.OrderBy(order => order.Symbol, StringComparer.Ordinal).ThenBy(order => order.VenueOrderId, StringComparer.Ordinal)],
            Load = load,
            Statistics = _statistics.View(state, now),
            Strategies = [.. core.Strategies.Strategies.Select(strategy => new StrategyView(strategy.Name, StrategyState(), [.. strategy.Describe()]))],
            Scavenger = Scavenger(now),
            Alerts = [.. _alerts.Reverse()],
            EntryBlocks = Blocks(now),
            NotWatched = NotWatched(),
            TotalLeverage = equity is { Known: true, Equity: > 0 } ? GrossAtMark() / equity.Equity : null,
            JournalSequence = state.Sequence,
        };
    }

    // Made anew only when another version of the settings came into force.
    private EngineIdentity Identity()
    {
        if (!ReferenceEquals(_identity.Of, core.Config) || _identity.Is.Epoch != core.State.Epoch || _identity.Is.VersionTag != core.State.Settings?.Tag)
        {
            _identity = (core.Config, identity with
            {
                Epoch = core.State.Epoch,
                ConfigVersion = Configuration.ConfigVersion.Of(core.Config),
                VersionTag = core.State.Settings?.Tag,
                Limits = EngineLimits.Of(core.Config.Risk),
                Risk = core.Config.Risk,
                Whitelist = core.Config.Whitelist.Symbols,
            });
        }

        return _identity.Is;
    }

    // Made anew only when a round finished.
    private ImmutableArray<ReconcileView> Rounds()
    {
        if (_rounds.Count != core.Reconciler.Rounds)
        {
            _rounds = (core.Reconciler.Rounds, [.. core.Reconciler.Recent.Select(round =>
                new ReconcileView(round.At, round.InSync, round.ShadowCount, round.VenueCount, [.. round.Mismatches.Select(EngineCore.ViewOf)], round.Trigger) { Took = round.At - round.AskedAt })]);
        }

        return _rounds.Views;
    }

    private BreakerView BreakerNow(BreakerState breaker) => new()
    {
        Active = breaker.Active,
        Type = breaker.Type,
        Reason = breaker.Reason,
        Triggers = [.. breaker.Triggers],
        TriggeredAt = breaker.TriggeredAt,
        CooldownEndsAt = breaker.CooldownEndsAt,
        EquityAtTrip = breaker.EquityAtTrip,
        ConsecutiveLosses = breaker.ConsecutiveLosses,
        ResetCount = breaker.ResetCount,
        LastResetAt = breaker.LastResetAt,
        Measures = [.. core.Breaker.View()],
    };

    // Between marks the figure follows the mark prices, so that it moves with the market; the recorded one is the fallback.
    private EquityBook LiveEquity(DateTimeOffset now)
    {
        var book = core.State.Equity;
        if (!book.Known || core.Equity.Current() is not { } live || core.Equity.UnrealizedPnl() is not { } open)
        {
            return book;
        }

        return book with { Equity = live, UnrealizedPnl = open, WalletBalance = live - open, AsOf = now };
    }

    private bool Fresh(DateTimeOffset now) =>
        core.State.Equity.Known && (now - core.State.Equity.AsOf).TotalSeconds <= core.Config.Execution.EquityMaxAgeSeconds;

    private ReadinessView Readiness()
    {
        var reconciled = core.Surroundings.Started && core.Reconciler.Rounds > 0;
        var why = !core.Surroundings.Started ? "starting: restoring and connecting"
            : core.Reconciler.Rounds == 0 ? core.Reconciler.Unreachable is { } unreachable ? $"venue does not answer: {unreachable}" : "reconciling with the venue"
            : null;
        return new ReadinessView(core.Surroundings.Started, reconciled, why);
    }

    private ScavengerView? Scavenger(DateTimeOffset now)
    {
        if (core.Strategies.Strategies.OfType<ScavengerStrategy>().FirstOrDefault() is not { } scavenger)
        {
            return null;
        }

        var view = scavenger.View();
        return view with { Types = _trapTrades.Add(view.Types, core.State.ClosedTrades, now) };
    }

    private string StrategyState() =>
        core.State.IsPaused ? "PAUSED" : core.State.Arm.AllowsEntries ? "RUNNING" : "WATCHING";

    private ImmutableArray<string> Blocks(DateTimeOffset now)
    {
        var blocks = ImmutableArray.CreateBuilder<string>();
        var nothing = default(Intent);
        var question = new RiskQuestion(in nothing, core.State, core.Surroundings, core.Instruments, core.Exposure, core.Brain, core.Config, 0m, now);
        RiskVerdict verdict = default;
        foreach (var gate in RiskGates.Standing)
        {
            if (gate.Check(in question, ref verdict) == RiskAnswer.Denied)
            {
                blocks.Add(verdict.Reason.ToString());
            }
        }

        return blocks.ToImmutable();
    }

    private ImmutableArray<string> NotWatched()
    {
        ImmutableArray<string> symbols = [];
        foreach (var symbol in core.Config.Whitelist.Symbols)
        {
            if (!core.Instruments.TryGet(symbol, out var instrument) || !core.Surroundings.Of(instrument).Watched)
            {
                symbols = symbols.Add(symbol);
            }
        }

        return symbols;
    }

    private decimal GrossAtMark()
    {
        var gross = 0m;
        foreach (var position in core.State.Positions.Values)
        {
            gross += position.Quantity * (MarkOf(position) ?? position.EntryPrice);
        }

        return gross;
    }

    private decimal? IfAllStops(EquityBook equity)
    {
        if (!equity.Known)
        {
            return null;
        }

        var atStops = equity.Equity;
        foreach (var position in core.State.Positions.Values)
        {
            if (position.StopLoss is { } stop && MarkOf(position) is { } mark)
            {
                atStops += (stop - mark) * Math.Sign(position.SignedQuantity) * position.CoveredQuantity;
            }
        }

        return atStops;
    }

    private decimal? MarkOf(Position position) =>
        core.Instruments.TryGet(position.Instrument, out var instrument) ? core.Surroundings.Of(instrument).ValuationPrice : null;

    private PositionView ViewOf(Position position, DateTimeOffset now)
    {
        core.Instruments.TryGet(position.Instrument, out var instrument);
        var sight = instrument is null ? null : core.Surroundings.Of(instrument);
        var venue = sight?.VenuePosition;
        var mark = MarkOf(position);
        decimal? open = mark is { } price ? position.UnrealizedPnl(price) : null;
        var leverage = venue is { Leverage: > 0 } ? venue.Leverage : position.Leverage;
        decimal? margin = venue is { InitialMargin: > 0 } ? venue.InitialMargin
            : leverage > 0 ? position.Quantity * position.EntryPrice / leverage : null;
        var risk = position.InitialStop is { } stop ? Math.Abs(position.EntryPrice - stop) * position.Quantity : 0m;
        return new PositionView
        {
            Position = position,
            Instrument = instrument,
            MarkPrice = mark,
            UnrealizedPnl = open,
            UnrealizedPnlPercent = open is { } gain && margin is > 0 ? gain / margin * 100m : null,
            LiquidationPrice = venue?.LiquidationPrice,
            MarginUsed = margin,
            Leverage = leverage,
            RMultiple = open is { } value && risk > 0 ? value / risk : null,
            Coverage = position.Quantity > 0 ? Math.Min(1m, position.CoveredQuantity / position.Quantity) : 0m,
            NakedSecondsTotal = position.NakedTotal(now).TotalSeconds,
            NakedSecondsNow = position.NakedSince is { } since && now > since ? (now - since).TotalSeconds : 0,
            FundingRate = sight is { FundingKnown: true } ? sight.FundingRate : null,
            NextFunding = sight?.NextFunding,
            VenueQuantity = venue?.SignedQuantity,
            PriceDecimals = instrument?.PriceDecimals ?? 2,
            QuantityDecimals = instrument?.QuantityDecimals ?? 3,
        };
    }
}
