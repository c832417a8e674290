using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Engine.Safety;

namespace Titan.Web.Api;

/// <summary>Brain, breaker and decisions as JSON (spec titan-trading 7.2): pure, so that every field can be tested without a server.</summary>
public static class BrainShapes
{
    /// <summary>GET /api/brain/dashboard.</summary>
    public static object Dashboard(EngineSnapshot snapshot)
    {
        var brain = snapshot.BrainView;
        return new
        {
            phase = brain.Phase,
            phaseSince = brain.PhaseSince,
            nextPhaseAt = brain.NextPhaseAt,
            phaseFallsBelow = brain.PhaseFallsBelow,
            tier = brain.Tier,
            leverageCap = brain.LeverageCap,
            totalLeverage = snapshot.TotalLeverage,
            equity = snapshot.Equity.Known ? snapshot.Equity.Equity : (decimal?)null,
            equityFresh = snapshot.EquityFresh,
            phases = brain.Phases.Select(Phase),
            @override = Override(brain.Override),
            allocatedMargin = brain.AllocatedMargin,
            usedMargin = brain.UsedMargin,
            openRisk = brain.OpenRisk,
            maxOpenRisk = brain.MaxOpenRisk,
            dailyHeadroom = brain.DailyHeadroom,
            portfolio = new
            {
                netDelta = brain.Portfolio.NetDelta,
                gross = brain.Portfolio.Gross,
                beta = brain.Portfolio.Beta,
                valueAtRisk95 = brain.Portfolio.ValueAtRisk95,
                highestCorrelation = brain.Portfolio.HighestCorrelation,
                highestPair = brain.Portfolio.HighestPair,
                concentrated = brain.Portfolio.Concentrated,
            },
            cascade = brain.Cascade is { } cascade ? new { symbol = cascade.Instrument.Value, since = cascade.Since, until = cascade.Until } : null,
            entryBlocks = snapshot.EntryBlocks,
            circuitBreaker = Breaker(snapshot),
            decisions = brain.Decisions.Select(Decision),
            timestamp = snapshot.At.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>GET /api/brain/allocation.</summary>
    public static object Allocation(EngineSnapshot snapshot)
    {
        var brain = snapshot.BrainView;
        decimal? Weight(int phase) => brain.Phases.FirstOrDefault(one => one.Phase == phase)?.Weight;
        return new
        {
            w1 = Weight(1),
            w2 = Weight(2),
            w3 = Weight(3),
            phase = brain.Phase,
            tier = brain.Tier,
            leverageCap = brain.LeverageCap,
            allocatedMargin = brain.AllocatedMargin,
            usedMargin = brain.UsedMargin,
            @override = Override(brain.Override),
            phases = brain.Phases.Select(Phase),
            timestamp = snapshot.At.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>GET /api/circuit-breaker: the status of 5.2, and how far every measure is from its limit.</summary>
    public static object Breaker(EngineSnapshot snapshot)
    {
        var view = snapshot.BreakerView;
        return new
        {
            active = snapshot.Breaker.Active,
            type = snapshot.Breaker.Type,
            reason = snapshot.Breaker.Reason,
            triggers = snapshot.Breaker.Triggers,
            triggeredAt = snapshot.Breaker.TriggeredAt,
            cooldownEndsAt = snapshot.Breaker.CooldownEndsAt,
            dailyDrawdownPct = snapshot.Equity.Known ? snapshot.Equity.DailyDrawdown * 100m : (decimal?)null,
            consecutiveLosses = snapshot.Breaker.ConsecutiveLosses,
            equity = snapshot.Equity.Known ? snapshot.Equity.Equity : (decimal?)null,
            resetCount = snapshot.Breaker.ResetCount,
            lastResetAt = snapshot.Breaker.LastResetAt,
            extraTriggers = snapshot.Breaker.ExtraTriggers,
            nearest = view.Nearest?.Code,
            measures = view.Measures.Select(Measure),
        };
    }

    /// <summary>One row of GET /api/circuit-breaker/events.</summary>
    public static object BreakerEvent(BreakerEntry entry) => entry.Fact switch
    {
        BreakerTripped trip => new
        {
            id = entry.Sequence,
            at = entry.At,
            @event = trip.Hard ? "TRIPPED_HARD" : "TRIPPED",
            code = trip.Code,
            reason = trip.Reason,
            value = trip.Value,
            limit = trip.Limit,
            equity = trip.Equity,
            @operator = "system",
            previous_reason = (string?)null,
        },
        BreakerReset reset => new
        {
            id = entry.Sequence,
            at = entry.At,
            @event = "RESET",
            code = (string?)null,
            reason = reset.Reason,
            value = (decimal?)null,
            limit = (decimal?)null,
            equity = reset.Equity,
            @operator = reset.By,
            previous_reason = reset.Previous,
        },
        _ => new { id = entry.Sequence, at = entry.At, @event = entry.Fact.GetType().Name },
    };

    /// <summary>One row of GET /api/brain/decisions.</summary>
    public static object Decision(Decision decision)
    {
        var judged = decision.Judged;
        return new
        {
            id = decision.Sequence,
            at = decision.At,
            correlation_id = judged.Correlation.Value,
            signal_id = judged.Inputs?.SignalId ?? judged.Correlation.Value,
            strategy = judged.Strategy,
            trap_type = judged.Inputs?.TrapType,
            symbol = judged.Instrument.Value,
            direction = judged.Side == Side.Buy ? "LONG" : "SHORT",
            approved = judged.Approved,
            gate = judged.Gate,
            reason = Code(judged.Denial),
            why = judged.Why,
            numbers = judged.Numbers,
            requested_size = judged.Quantity,
            authorised_size = judged.AuthorisedQuantity,
            entry_price = judged.EntryPrice,
            stop_loss = judged.StopLoss,
            take_profit = judged.TakeProfit,
            config_version = Version(judged),
        };
    }

    /// <summary>GET /api/why/{correlationId}: what was seen, what every gate said, what followed.</summary>
    /// <param name="trail">The decision.</param>
    /// <param name="signal">Messages of the signal it came from; none for a strategy's own.</param>
    public static object Why(DecisionTrail trail, IReadOnlyList<object>? signal = null) => new
    {
        decision = Decision(trail.Decision),
        inputs = trail.Decision.Judged.Inputs is { } seen ? Inputs(seen) : null,
        gates = (trail.Decision.Judged.Gates ?? []).Select(gate => new
        {
            gate = gate.Gate,
            answer = gate.Answer,
            reason = Code(gate.Code),
            value = gate.Value,
            limit = gate.Limit,
            size_left = gate.Quantity,
        }),
        config_version = Version(trail.Decision.Judged),
        orders = trail.Orders.Select(StateShapes.Order),
        executions = trail.Executions.Select(fill => new { execution_id = fill.Id, order = fill.OrderId, at = fill.At, side = fill.Side, size = fill.Quantity, price = fill.Price, fee = fill.Fee }),
        signal = signal ?? [],
        outcome = trail.Trade is { } trade ? StateShapes.Trade(trade) : null,
        result = !trail.Decision.Judged.Approved ? "refused" : trail.Trade is not null ? "closed" : trail.Executions.Count > 0 ? "open or closing" : trail.Orders.Count > 0 ? "sent, not filled" : "approved",
    };

    private static object Inputs(DecisionInputs seen) => new
    {
        bid = seen.Bid,
        ask = seen.Ask,
        book_age_ms = seen.BookAgeMs,
        mark_price = seen.MarkPrice,
        funding_rate = seen.FundingRate,
        equity = seen.Equity,
        equity_age_ms = seen.EquityAgeMs,
        available_margin = seen.AvailableMargin,
        reconcile_age_ms = seen.ReconcileAgeMs,
        clock_offset_ms = seen.ClockOffsetMs,
        open = seen.Open,
        gross_notional = seen.GrossNotional,
        open_risk = seen.OpenRisk,
        phase = seen.Phase,
        weight = seen.Weight,
        modifier = seen.Modifier,
        requested_size = seen.Requested,
        confidence = seen.Confidence,
        leverage = seen.Leverage,
        trap_type = seen.TrapType,
        signal_id = seen.SignalId,
        order_type = seen.Order is { } order ? System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(order.ToString()) : null,
        order_type_why = seen.OrderWhy,
        momentum_score = seen.Momentum,
        limits_taken_times = seen.Allowance,
    };

    private static object Decision(DecisionView view) => new
    {
        id = view.Sequence,
        at = view.At,
        correlation_id = view.Correlation,
        symbol = view.Symbol,
        direction = view.Side == Side.Buy ? "LONG" : "SHORT",
        approved = view.Approved,
        gate = view.Gate,
        reason = view.Code,
        numbers = view.Numbers,
    };

    private static object Phase(PhaseView phase) => new
    {
        phase = phase.Phase,
        name = phase.Name,
        installed = phase.Installed,
        weight = phase.Weight,
        allocatedMargin = phase.AllocatedMargin,
        sharpe = phase.Sharpe,
        modifier = phase.Modifier,
        modifierReason = phase.ModifierReason,
        trades = phase.Trades,
        approved = phase.Approved,
        denied = phase.Denied,
        approvalRate = phase.ApprovalRate,
        flagged = phase.Flagged,
    };

    private static object? Override(OverrideView? set) =>
        set is null ? null : new { w1 = set.W1, w2 = set.W2, w3 = set.W3, by = set.By, reason = set.Reason, since = set.Since, until = set.Until };

    private static object Measure(MeasureView measure) => new
    {
        code = measure.Code,
        name = measure.Name,
        effect = measure.Effect.ToString().ToUpperInvariant(),
        value = measure.Value,
        limit = measure.Limit,
        unit = measure.Unit,
        share = measure.Share,
        over = measure.Over,
        unknown = measure.Unknown,
        firesAtEquity = measure.FiresAtEquity,
    };

    // Rows from before versions were taken from the settings hold a number, and the oldest nothing.
    private static string? Version(IntentJudged judged) => judged.ConfigHash ?? (judged.ConfigVersion > 0 ? judged.ConfigVersion.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);

    private static string? Code(string? reason) => reason is null ? null : DenialCodes.Of(reason);
}
