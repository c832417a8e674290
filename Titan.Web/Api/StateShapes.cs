using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>Snapshots to the shapes of spec titan-trading 7.1: pure, so that every field can be tested without a server.</summary>
public static class StateShapes
{
    /// <summary>GET /api/status.</summary>
    public static object Status(EngineSnapshot snapshot, DateTimeOffset now) => new
    {
        masterArm = snapshot.Arm.State == ArmState.Armed,
        masterArmState = ArmWord(snapshot.Arm.State),
        circuitBreaker = Breaker(snapshot),
        bybitConnected = BybitConnected(snapshot),
        binanceConnected = BinanceConnected(snapshot),
        scavenger = TrapShapes.Status(snapshot),
        paused = snapshot.PausedByOperator || snapshot.PausedByFeed || snapshot.PausedByKill,
        phase = Phase(snapshot),
        equity = Known(snapshot, snapshot.Equity.Equity),
        dailyPnl = Known(snapshot, snapshot.Equity.DailyPnl),
        dailyDrawdownPct = Known(snapshot, Percent(snapshot.Equity.DailyDrawdown)),
        openPositions = snapshot.Positions.Length,
        totalLeverage = snapshot.TotalLeverage is { } leverage ? Math.Round(leverage, 4) : (decimal?)null,
        tradingMode = snapshot.Identity.Mode,
        venue = $"{snapshot.Identity.Venue} {snapshot.Identity.Environment}",
        configVersion = snapshot.Identity.ConfigVersion,
        uptimeSeconds = Math.Round((now - snapshot.StartedAt).TotalSeconds),
        lastReconcile = snapshot.Reconcile is { } reconcile ? new { at = reconcile.At, inSync = reconcile.InSync } : null,
        entryBlocks = snapshot.EntryBlocks,
        ready = snapshot.Readiness.Ready,
    };

    /// <summary>GET /api/circuit-breaker and part of the status.</summary>
    public static object Breaker(EngineSnapshot snapshot) => new
    {
        active = snapshot.Breaker.Active,
        type = snapshot.Breaker.Type,
        reason = snapshot.Breaker.Reason,
        triggers = snapshot.Breaker.Triggers,
        triggeredAt = snapshot.Breaker.TriggeredAt,
        cooldownEndsAt = snapshot.Breaker.CooldownEndsAt,
        dailyDrawdownPct = Known(snapshot, Percent(snapshot.Equity.DailyDrawdown)),
        consecutiveLosses = snapshot.Breaker.ConsecutiveLosses,
        equity = Known(snapshot, snapshot.Equity.Equity),
        resetCount = snapshot.Breaker.ResetCount,
    };

    /// <summary>GET /api/state/equity; drawdowns positive. Unknown is null, never 0.</summary>
    public static object Equity(EngineSnapshot snapshot)
    {
        var equity = snapshot.Equity;
        return new
        {
            equity = Known(snapshot, equity.Equity),
            walletBalance = Known(snapshot, equity.WalletBalance),
            unrealizedPnl = Known(snapshot, equity.UnrealizedPnl),
            availableMargin = Known(snapshot, equity.AvailableMargin),
            dayStartEquity = Known(snapshot, equity.DayStartEquity),
            dailyPnl = Known(snapshot, equity.DailyPnl),
            dailyPnlPct = Known(snapshot, Percent(equity.DailyPnlFraction)),
            peakEquity = Known(snapshot, equity.SessionPeak),
            drawdownPercent = Known(snapshot, Percent(equity.PeakDrawdown)),
            dailyDrawdownPercent = Known(snapshot, Percent(equity.DailyDrawdown)),
            highWatermark = Known(snapshot, equity.HighWatermark),
            currency = "USDT",
            fresh = snapshot.EquityFresh,
            timestamp = snapshot.At.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>One element of GET /api/state/positions.</summary>
    public static object Position(PositionView view)
    {
        var position = view.Position;
        return new
        {
            position_id = position.Id,
            symbol = position.Instrument.Value,
            side = position.IsLong ? "LONG" : "SHORT",
            size = position.Quantity,
            entry_price = position.EntryPrice,
            mark_price = view.MarkPrice,
            stop_loss = position.StopLoss,
            take_profit = position.TakeProfit,
            leverage = view.Leverage,
            liquidation_price = view.LiquidationPrice,
            unrealized_pnl = view.UnrealizedPnl,
            unrealized_pnl_pct = view.UnrealizedPnlPercent,
            margin_used = view.MarginUsed,
            trap_type = position.TrapType ?? position.Strategy,
            phase = 1,
            origin = position.Origin == PositionOrigin.Engine ? "engine" : "adopted",
            signal_id = position.Correlation.Value,
            opened_at = position.OpenedAt,
            covered_size = position.CoveredQuantity,
            naked_seconds = Math.Round(view.NakedSecondsTotal, 1),
        };
    }

    /// <summary>One row of GET /api/trades.</summary>
    public static object Trade(ClosedTrade trade) => new
    {
        trade_id = trade.TradeId,
        signal_id = trade.Correlation.Value,
        symbol = trade.Instrument.Value,
        side = trade.Long ? "LONG" : "SHORT",
        size = trade.Quantity,
        entry_price = trade.EntryPrice,
        exit_price = trade.ExitPrice,
        stop_price = trade.StopPrice,
        tp_price = trade.TargetPrice,
        gross_pnl = trade.GrossPnl,
        fees = trade.Fees,
        funding = trade.Funding,
        pnl = trade.NetPnl,
        pnl_pct = trade.NetPnlPercent,
        r_multiple = trade.RMultiple,
        trap_type = trade.TrapType ?? trade.Strategy,
        confidence = (int?)null,
        leverage = trade.Leverage,
        slippage_bps = trade.SlippageBps,
        execution_latency_ms = trade.LatencyMs,
        close_reason = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(trade.Reason.ToString()),
        phase = 1,
        // The decision holds it: /api/why/{signal_id}.
        config_version = (string?)null,
        opened_at = trade.OpenedAt,
        closed_at = trade.ClosedAt,
    };

    /// <summary>One row of GET /api/orders.</summary>
    public static object Order(Order order) => new
    {
        order_id = order.VenueOrderId,
        link_id = order.Id.Value,
        symbol = order.Instrument.Value,
        side = order.Side.ToString(),
        type = order.Type.ToString(),
        purpose = order.Purpose.ToString(),
        state = order.Status.ToString(),
        size = order.Quantity,
        filled = order.FilledQuantity,
        price = order.Price,
        average_price = order.FilledQuantity > 0 ? order.AverageFillPrice : (decimal?)null,
        reduce_only = order.ReduceOnly,
        stop_loss = order.StopLoss,
        take_profit = order.TakeProfit,
        reason = order.Reason,
        signal_id = order.Correlation.Value,
        created_at = order.CreatedAt,
        owner = "titan",
        protective = false,
    };

    public static string ArmWord(ArmState state) => state switch
    {
        ArmState.Armed => "ARMED",
        ArmState.Locked => "LOCKED",
        _ => "DISARMED",
    };

    public static bool BinanceConnected(EngineSnapshot snapshot) => snapshot.Spot is { Installed: true, Live: true };

    public static bool BybitConnected(EngineSnapshot snapshot) =>
        snapshot.Venue.Streams.Any(stream => stream is { Stream: Engine.Venues.StreamKind.Public, Connected: true })
        && snapshot.Venue.Streams.Any(stream => stream is { Stream: Engine.Venues.StreamKind.Private, Connected: true });

    /// <summary>Phase with hysteresis (spec titan-trading 3.2); null until equity was known once.</summary>
    public static int? Phase(EngineSnapshot snapshot) => snapshot.BrainView.Phase;

    private static decimal? Known(EngineSnapshot snapshot, decimal value) => snapshot.Equity.Known ? Math.Round(value, 8) : null;

    private static decimal Percent(decimal fraction) => fraction * 100m;
}
