using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Risk;

/// <summary>
/// Capital and portfolio judgement (spec titan-trading 3): keeps phase, weights, the performance modifier and the portfolio's numbers up to
/// date, and ends an override when its time is over. What must outlive the process is a fact; the rest is counted anew.
/// </summary>
public sealed class Brain
{
    /// <summary>Longest time an override may hold.</summary>
    public static readonly TimeSpan LongestOverride = TimeSpan.FromHours(24);

    private const decimal WeightTolerance = 0.001m;
    private static readonly TimeSpan WeighEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CorrelateEvery = TimeSpan.FromMinutes(5);

    private DateTimeOffset _weighedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _measuredAt = DateTimeOffset.MinValue;
    private DateTimeOffset _correlatedAt = DateTimeOffset.MinValue;
    private DateOnly _judgedDay;
    private string? _judgedTrade;
    private AllocationWeights? _weights;
    private decimal? _valueAtRisk;
    private (int Positions, int Table, double Highest)[] _highest = [];

    public CorrelationTable Correlations { get; } = new();

    public PortfolioNumbers Portfolio { get; private set; } = new();

    /// <summary>Performance of phase 1 as last judged.</summary>
    public PerformanceModifier Performance { get; private set; } = new(1m, null, 0, "not judged yet");

    /// <summary>Weights in force: the override's while its time runs, else the formula's as last weighed.</summary>
    public AllocationWeights Weights(EngineState state, DateTimeOffset now) =>
        state.Brain.Override is { } set && now < set.Until ? new AllocationWeights(set.W1, set.W2, set.W3) : _weights ??= AllocationWeights.At(state.Equity.Equity);

    /// <summary>Margin that phase 1 may use in all, USDT. Capital of phases that are not installed stays unallocated.</summary>
    public decimal AllocatedMargin(EngineState state, DateTimeOffset now) => state.Equity.Equity * Weights(state, now).W1 * state.Brain.Modifier;

    /// <summary>Sum of notionals over equity that is allowed: the least of tier, user and total ceiling.</summary>
    public static decimal LeverageCap(decimal equity, Configuration.RiskConfig risk) =>
        Math.Min(CapitalLadder.TierOf(equity).MaxLeverage, Math.Min(risk.MaxLeverage, risk.MaxTotalLeverage));

    /// <summary>
    /// Highest correlation by amount between an instrument and the open positions of the same direction; 0 when there are none. Counted once for
    /// each change of positions or table.
    /// </summary>
    internal double HighestWith(Instrument instrument, bool buys, EngineState state, InstrumentTable instruments, Exposure exposure)
    {
        var place = (instrument.Index * 2) + (buys ? 1 : 0);
        if (place >= _highest.Length)
        {
            Array.Resize(ref _highest, place + 2);
        }

        ref var known = ref _highest[place];
        if (known.Positions != exposure.PositionsVersion || known.Table != Correlations.Version)
        {
            known = (exposure.PositionsVersion, Correlations.Version, Highest(instrument, buys, state, instruments));
        }

        return known.Highest;
    }

    public void Tick(Turn turn, Surroundings surroundings)
    {
        EndOverride(turn);
        if (turn.Now - _correlatedAt >= CorrelateEvery)
        {
            _correlatedAt = turn.Now;
            Correlations.Make(surroundings.Sights);
            _valueAtRisk = PortfolioMeasure.ValueAtRisk(turn, surroundings);
        }

        if (turn.Now - _measuredAt >= MeasureEvery)
        {
            _measuredAt = turn.Now;
            Portfolio = PortfolioMeasure.Of(turn, surroundings, Correlations, _valueAtRisk);
        }

        // Nothing is judged on equity that is unknown or old.
        if (turn.State.Equity is not { Known: true, Equity: > 0 } equity || (turn.Now - equity.AsOf).TotalSeconds > turn.Config.Execution.EquityMaxAgeSeconds)
        {
            return;
        }

        JudgePhase(turn, equity.Equity);
        var closed = JudgePerformance(turn);
        if (closed || turn.Now - _weighedAt >= WeighEvery)
        {
            _weighedAt = turn.Now;
            _weights = AllocationWeights.At(equity.Equity);
        }
    }

    /// <summary>Why an override cannot be set, field named, or null.</summary>
    public static string? WhyNotOverride(decimal w1, decimal w2, decimal w3, string? reason, decimal hours)
    {
        foreach (var (field, weight) in ((string, decimal)[])[("w1", w1), ("w2", w2), ("w3", w3)])
        {
            if (weight is < 0 or > 1)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{field}: {weight} is not a share between 0 and 1");
            }
        }

        return Math.Abs(w1 + w2 + w3 - 1m) > WeightTolerance ? string.Create(CultureInfo.InvariantCulture, $"w1, w2, w3: they sum to {w1 + w2 + w3}, not to 1")
            : hours is <= 0 or > 24 ? string.Create(CultureInfo.InvariantCulture, $"hours: {hours} is not more than 0 and at most 24")
            : reason is null || reason.Trim().Length is < 5 or > 500 ? "reason: 5 to 500 characters that say why the formula is wrong now"
            : null;
    }

    private double Highest(Instrument instrument, bool buys, EngineState state, InstrumentTable instruments)
    {
        var highest = 0.0;
        foreach (var position in state.Positions.Values)
        {
            if (position.IsLong == buys)
            {
                var other = instruments.TryGet(position.Instrument, out var held) ? held.Index : -1;
                highest = Math.Max(highest, other < 0 ? 0.5 : Math.Abs(Correlations.Between(instrument.Index, other)));
            }
        }

        return highest;
    }

    private static void EndOverride(Turn turn)
    {
        if (turn.State.Brain.Override is { } set && turn.Now >= set.Until)
        {
            turn.Record(new OverrideEnded("system", "its time is over"));
            turn.Alert("OVERRIDE_ENDED", AlertSeverity.Medium, "The override of the allocation has ended; the formula rules again");
        }
    }

    private static void JudgePhase(Turn turn, decimal equity)
    {
        var from = turn.State.Brain.Phase;
        var to = CapitalLadder.PhaseOf(from, equity);
        if (to == from)
        {
            return;
        }

        decimal? threshold = from == 0 ? null : to > from ? CapitalLadder.BeginsAt(to) : CapitalLadder.FallsBelow(from);
        turn.Record(new PhaseChanged(from, to, equity, threshold));
        if (from > 0)
        {
            var severity = to < from ? AlertSeverity.High : AlertSeverity.Info;
            turn.Alert("PHASE_TRANSITION", severity, string.Create(CultureInfo.InvariantCulture, $"Phase {from} to {to} at equity {equity:0.00}"), null, equity, threshold);
        }
    }

    // Daily, and whenever a trade closed.
    private bool JudgePerformance(Turn turn)
    {
        var last = turn.State.ClosedTrades.LastOrDefault()?.TradeId;
        var today = DateOnly.FromDateTime(turn.Now.UtcDateTime);
        if (last == _judgedTrade && today == _judgedDay)
        {
            return false;
        }

        (_judgedTrade, _judgedDay) = (last, today);
        var since = turn.Now - PerformanceModifier.Window;
        Performance = PerformanceModifier.Of([.. turn.State.ClosedTrades.Where(trade => trade.ClosedAt >= since).Select(trade => trade.NetPnl)]);
        if (Performance.Factor != turn.State.Brain.Modifier)
        {
            turn.Record(new ModifierChanged(1, turn.State.Brain.Modifier, Performance.Factor, Performance.Sharpe, Performance.Trades, Performance.Reason));
            turn.Note("PERFORMANCE_MODIFIER", string.Create(CultureInfo.InvariantCulture, $"Phase 1 capital times {Performance.Factor}: {Performance.Reason}"));
        }

        return true;
    }
}
