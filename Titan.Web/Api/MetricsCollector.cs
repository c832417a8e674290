using System.Collections.Concurrent;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Web.Hook;

namespace Titan.Web.Api;

/// <summary>
/// Counts what happens from the engine's facts and writes /metrics with the newest snapshot (names and units of spec titan-trading 8).
/// Every name has its HELP and TYPE on the first scrape.
/// </summary>
internal sealed class MetricsCollector(IEngine engine, SignalMetrics signals) : BackgroundService
{
    private readonly ConcurrentDictionary<(string Source, string Result), long> _signals = new();
    private readonly ConcurrentDictionary<string, Order> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Severity, string Code), long> _alerts = new();
    private readonly ConcurrentDictionary<string, long> _mismatches = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(bool Approved, string Reason), long> _decisions = new();
    private readonly MetricsHistogram _latency = new(0.001, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10);
    private readonly MetricsHistogram _slippage = new(1, 2, 5, 10, 20, 50, 100);

    public string Write()
    {
        var snapshot = engine.Snapshot;
        var text = new MetricsText();
        Health(text, snapshot);
        Trading(text, snapshot);
        BrainMetrics.Write(text, snapshot, _decisions);
        Money(text, snapshot);
        Parts(text, snapshot);
        FeedMetrics.Write(text, snapshot);
        TrapMetrics.Write(text, snapshot);
        signals.Write(text);
        Process(text);
        return text.ToString();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var facts = engine.SubscribeFacts();
        try
        {
            await foreach (var entry in facts.Reader.ReadAllAsync(stoppingToken))
            {
                Count(entry);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void Count(in JournalEntry entry)
    {
        switch (entry.Fact)
        {
            case IntentJudged judged:
                Add(_signals, (judged.Strategy, judged.Approved ? "accepted" : "rejected"));
                Add(_decisions, (judged.Approved, judged.Denial is { } reason ? Engine.Risk.DenialCodes.Of(reason) : ""));
                break;
            case OrderCreated { Order: { Purpose: OrderPurpose.Entry } order }: _entries[order.Id.Value] = order; break;
            case OrderMoved moved when moved.Status.IsTerminal() && _entries.TryRemove(moved.Id.Value, out var order):
                Add(_signals, (order.Source, "failed"));
                break;
            case FillBooked { Order: { } id } fill: Fill(id, fill, entry.At); break;
            case AlertRaised alert: Add(_alerts, (alert.Severity.ToString().ToLowerInvariant(), alert.Code)); break;
            case SignalHeard or SignalLapsed: signals.Count(entry.Fact); break;
            case PositionCorrected corrected: Add(_mismatches, corrected.Drift.ToString()); break;
        }
    }

    private void Fill(ClientOrderId id, FillBooked fill, DateTimeOffset at)
    {
        // The first fill counts: later ones of the same order were decided with it.
        if (_entries.TryRemove(id.Value, out var order))
        {
            _latency.Observe(Math.Max(0, (at - order.CreatedAt).TotalSeconds));
            Add(_signals, (order.Source, "executed"));
            if (order.ReferencePrice > 0)
            {
                _slippage.Observe((double)(fill.Side.Sign() * (fill.Price - order.ReferencePrice) / order.ReferencePrice * 10_000m));
            }
        }
    }

    private static void Add<T>(ConcurrentDictionary<T, long> counts, T key)
        where T : notnull => counts.AddOrUpdate(key, 1, static (_, count) => count + 1);

    private static void Health(MetricsText text, EngineSnapshot snapshot) => text
        .Metric("titan_health_status", "gauge", "1 healthy, 0 not, by component")
        .Sample("titan_health_status", HealthEndpoints.Websocket(snapshot) ? 1 : 0, ("component", "websocket"))
        .Sample("titan_health_status", snapshot.Load.JournalWritable ? 1 : 0, ("component", "database"))
        .Sample("titan_health_status", snapshot.Readiness.Ready ? 1 : 0, ("component", "ipc"))
        .Sample("titan_health_status", snapshot.Venue is { RestHealthy: true, FatalReason: null } ? 1 : 0, ("component", "broker"));

    private void Trading(MetricsText text, EngineSnapshot snapshot)
    {
        text.Metric("titan_signals_total", "counter", "Signals by source and result");
        foreach (var source in _signals.Keys.Select(key => key.Source).Concat(snapshot.Strategies.Select(strategy => strategy.Name)).Append("breakout").Append("webhook").Distinct(StringComparer.Ordinal))
        {
            foreach (var result in (string[])["accepted", "rejected", "executed", "failed"])
            {
                text.Sample("titan_signals_total", _signals.GetValueOrDefault((source, result)), ("source", source), ("result", result));
            }
        }

        text.Histogram("titan_order_latency_seconds", "From signal to first fill", _latency)
            .Histogram("titan_slippage_bps", "Fill against mid at the decision, basis points", _slippage)
            .Metric("titan_order_fill_rate", "gauge", "Filled over terminal entry orders of the last 24 h or last 100, percent; 100 with none")
            .Sample("titan_order_fill_rate", (double)(snapshot.Statistics.FillRate ?? 100m))
            .Metric("titan_active_positions", "gauge", "Open positions").Sample("titan_active_positions", snapshot.Positions.Length)
            .Metric("titan_master_arm", "gauge", "1 when ARMED").Sample("titan_master_arm", snapshot.Arm.State == ArmState.Armed ? 1 : 0)
            .Metric("titan_kill_lock", "gauge", "1 when LOCKED, whatever the cause").Sample("titan_kill_lock", snapshot.Arm.State == ArmState.Locked ? 1 : 0)
            .Metric("titan_circuit_breaker_active", "gauge", "1 when tripped").Sample("titan_circuit_breaker_active", snapshot.Breaker.Active ? 1 : 0);
        text.Metric("titan_position_pnl_usd", "gauge", "Open gain by position, USDT");
        foreach (var view in snapshot.Positions.Where(view => view.UnrealizedPnl is not null))
        {
            text.Sample("titan_position_pnl_usd", (double)view.UnrealizedPnl!.Value, ("symbol", view.Position.Instrument.Value), ("direction", view.Position.IsLong ? "long" : "short"));
        }

        text.Metric("titan_alerts_total", "counter", "Alerts by severity and code");
        foreach (var (key, count) in _alerts)
        {
            text.Sample("titan_alerts_total", count, ("severity", key.Severity), ("code", key.Code));
        }

        text.Metric("titan_reconcile_mismatches_total", "counter", "Mismatches between Shadow State and venue by kind");
        foreach (var kind in Enum.GetNames<DriftKind>())
        {
            text.Sample("titan_reconcile_mismatches_total", _mismatches.GetValueOrDefault(kind), ("type", kind));
        }
    }

    // A gauge of something unknown is left out: absent is honest, zero is not.
    private static void Money(MetricsText text, EngineSnapshot snapshot)
    {
        var equity = snapshot.Equity;
        Known(text, "titan_equity_usd", "Account equity, USDT", equity.Known ? equity.Equity : null);
        Known(text, "titan_drawdown_percent", "Drawdown from peak equity, positive percent", equity.Known ? equity.PeakDrawdown * 100m : null);
        Known(text, "titan_daily_drawdown_percent", "Drawdown of the day, positive percent", equity.Known ? equity.DailyDrawdown * 100m : null);
        Known(text, "titan_total_leverage", "Sum of notionals over equity", snapshot.TotalLeverage);
        Known(text, "titan_phase", "Phase by equity, 1 to 3", StateShapes.Phase(snapshot));
        text.Metric("titan_fees_usd_total", "counter", "Fees paid, USDT").Sample("titan_fees_usd_total", (double)equity.FeesPaid);
        text.Metric("titan_funding_usd", "gauge", "Funding paid less received, USDT").Sample("titan_funding_usd", (double)equity.FundingPaid);
    }

    private static void Known(MetricsText text, string name, string help, decimal? value)
    {
        text.Metric(name, "gauge", help);
        if (value is { } known)
        {
            text.Sample(name, (double)known);
        }
    }

    private static void Parts(MetricsText text, EngineSnapshot snapshot) => text
        .Metric("titan_websocket_reconnects_total", "counter", "Reconnects by venue")
        .Sample("titan_websocket_reconnects_total", snapshot.Venue.Streams.Sum(stream => stream.Reconnects), ("venue", "bybit"))
        .Sample("titan_websocket_reconnects_total", snapshot.Spot.Reconnects, ("venue", "binance"))
        .Metric("titan_queue_depth", "gauge", "Inputs waiting, by mailbox")
        .Sample("titan_queue_depth", snapshot.Load.CommandDepth, ("queue", "commands"))
        .Sample("titan_queue_depth", snapshot.Load.ReportDepth, ("queue", "reports"))
        .Sample("titan_queue_depth", snapshot.Load.MarketDepth, ("queue", "market"))
        .Sample("titan_queue_depth", snapshot.Load.JournalPending, ("queue", "journal"))
        .Metric("titan_journal_entries_total", "counter", "Facts recorded in this ledger").Sample("titan_journal_entries_total", snapshot.JournalSequence);

    private static void Process(MetricsText text)
    {
        var usage = Environment.CpuUsage;
        text.Metric("titan_process_cpu_seconds_total", "counter", "Processor time used, seconds").Sample("titan_process_cpu_seconds_total", usage.TotalTime.TotalSeconds)
            .Metric("titan_process_resident_memory_bytes", "gauge", "Resident memory, bytes").Sample("titan_process_resident_memory_bytes", Environment.WorkingSet);
    }
}
