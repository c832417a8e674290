using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Shift;

/// <summary>
/// What each list looks at (seed 002 "Morning Checklist", "Pre-Market Checklist", "End-of-Day Checklist"), with the value that the engine gives now.
/// Pure. What is not installed says so; a value that is not known is never called fine.
/// </summary>
public static class ShiftChecks
{
    private static readonly TimeSpan ReconciledWithin = TimeSpan.FromSeconds(90);

    /// <param name="list">Which.</param>
    /// <param name="snapshot">What the engine said.</param>
    /// <param name="now">When it is read.</param>
    /// <param name="openAlerts">Alerts of the last day that nobody acknowledged.</param>
    public static ValueList<ShiftItem> Of(ShiftList list, EngineSnapshot snapshot, DateTimeOffset now, int openAlerts) => list switch
    {
        ShiftList.Morning =>
        [
            Health(snapshot, now), Overnight(snapshot), Alerts(openAlerts), NotInstalled("briefing", T("Morning briefing and proposals"), T("AI Quant is not installed")),
            Reconciled(snapshot, now), Orphans(snapshot), Phase(snapshot),
        ],
        ShiftList.PreMarket => [Arm(snapshot), Venue(snapshot, now), Leader(snapshot), Leverage(snapshot), DailyLoss(snapshot), Breaker(snapshot), Naked(snapshot)],
        ShiftList.EndOfDay =>
        [
            Today(snapshot), WinRate(snapshot), NotInstalled("backup", T("Today's backup exists"), T("backups are not installed; copy the data folder")),
            new ShiftItem("logs", T("Errors and warnings of the log read"), T("logs lie in the data folder"), Tone.Plain, "alerts?tab=events", ByHand: true), Alerts(openAlerts),
        ],
        _ => [Arm(snapshot), Positions(snapshot), Naked(snapshot), Entries(snapshot), Breaker(snapshot), Reconciled(snapshot, now), Alerts(openAlerts)],
    };

    private static ShiftItem Health(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var down = snapshot.Venue.Streams.Count(static stream => !stream.Connected);
        var (value, tone) = snapshot switch
        {
            { Version: 0 } => (Figures.Unknown, Tone.Unknown),
            { Readiness.Ready: false } => (T("not ready: {0}", snapshot.Readiness.NotReadyBecause ?? T("starting")), Tone.Critical),
            { Load.JournalWritable: false } => (T("the database cannot be written"), Tone.Critical),
            _ when Freshness.Of(snapshot, now).IsStale => (T("the engine is silent for {0}", Freshness.Of(snapshot, now).Text), Tone.Stale),
            _ when down > 0 => (T("{0} of {1} streams down", down, snapshot.Venue.Streams.Count), Tone.Critical),
            _ => (T("ready, {0} streams connected", snapshot.Venue.Streams.Count), Tone.Ok),
        };
        return new ShiftItem("health", T("System health"), value, tone, "system");
    }

    private static ShiftItem Overnight(EngineSnapshot snapshot)
    {
        var equity = snapshot.Equity;
        return new ShiftItem(
            "equity", T("Equity change since 00:00 UTC looked at"),
            equity.Known ? string.Create(CultureInfo.InvariantCulture, $"{Figures.SignedMoney(equity.DailyPnl)} USDT ({Figures.Signed(equity.DailyPnlFraction * 100m, 2)} %)") : Figures.Unknown,
            equity.Known ? Tone.Plain : Tone.Unknown, "", ByHand: true);
    }

    private static ShiftItem Alerts(int open) => new(
        "alerts", T("Alerts of the last 24 hours acknowledged"), open == 0 ? T("none open") : T("{0} not acknowledged", open), open == 0 ? Tone.Ok : Tone.Warn, "alerts");

    private static ShiftItem Reconciled(EngineSnapshot snapshot, DateTimeOffset now) => snapshot.Reconcile switch
    {
        null => new("reconciled", T("Positions match the venue"), T("not compared yet"), Tone.Unknown, "reconcile"),
        { InSync: false } last => new("reconciled", T("Positions match the venue"), T("{0} differ", last.Mismatches.Length), Tone.Critical, "reconcile"),
        { } last when now - last.At > ReconciledWithin => new("reconciled", T("Positions match the venue"), T("last compared {0} ago", Figures.Age(now - last.At)), Tone.Stale, "reconcile"),
        { } last => new("reconciled", T("Positions match the venue"), T("in sync, {0} ago", Figures.Age(now - last.At)), Tone.Ok, "reconcile"),
    };

    private static ShiftItem Orphans(EngineSnapshot snapshot)
    {
        var orphans = WorkbenchView.From(snapshot, snapshot.At).Orphans.Count;
        return new ShiftItem("orphans", T("No orphaned position"), orphans == 0 ? T("none") : T("{0} not opened here", orphans), orphans == 0 ? Tone.Ok : Tone.Critical, "reconcile");
    }

    private static ShiftItem Phase(EngineSnapshot snapshot) => snapshot.BrainView.Phase is { } phase && snapshot.Equity.Known
        ? new("phase", T("Phase matches equity, its limits read"), T("phase {0} at {1} USDT", phase, Figures.Money(snapshot.Equity.Equity)), Tone.Plain, "phase-1", ByHand: true)
        : new("phase", T("Phase matches equity, its limits read"), Figures.Unknown, Tone.Unknown, "phase-1", ByHand: true);

    private static ShiftItem Arm(EngineSnapshot snapshot) => new(
        "arm", T("Master Arm is as it should be"), snapshot.Arm.State.ToString().ToUpperInvariant(), snapshot.Arm.State == ArmState.Locked ? Tone.Critical : Tone.Plain, "", ByHand: true);

    private static ShiftItem Venue(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var down = snapshot.Venue.Streams.Where(static stream => !stream.Connected).ToArray();
        var oldest = down.Length == 0 ? TimeSpan.Zero : now - down.Min(static stream => stream.Since);
        return snapshot.Venue.Streams.Count == 0 ? new("venue", T("Bybit connected"), Figures.Unknown, Tone.Unknown, "system")
            : down.Length > 0 ? new("venue", T("Bybit connected"), T("{0} down for {1}", down.Length, Figures.Age(oldest)), Tone.Critical, "system")
            : new("venue", T("Bybit connected"), T("{0} streams", snapshot.Venue.Streams.Count), Tone.Ok, "system");
    }

    private static ShiftItem Leader(EngineSnapshot snapshot) => snapshot.Spot switch
    {
        { Installed: false } => NotInstalled("leader", T("Binance connected"), T("not installed")),
        { Live: true } => new("leader", T("Binance connected"), T("live"), Tone.Ok, "phase-1"),
        _ => new("leader", T("Binance connected"), T("not live"), Tone.Critical, "phase-1"),
    };

    private static ShiftItem Leverage(EngineSnapshot snapshot)
    {
        var limit = snapshot.Identity.Limits.MaxTotalLeverage;
        return snapshot.TotalLeverage is not { } total
            ? new("leverage", T("Leverage within its limit"), Figures.Unknown, Tone.Unknown, "settings")
            : new("leverage", T("Leverage within its limit"), T("{0} of {1}", Figures.Leverage(total), Figures.LeverageLimit(limit)), total <= limit ? Tone.Ok : Tone.Critical, "settings");
    }

    private static ShiftItem DailyLoss(EngineSnapshot snapshot)
    {
        var limit = snapshot.Identity.Limits.MaxDailyDrawdown;
        var fall = snapshot.Equity.DailyDrawdown;
        return snapshot.Equity.Known
            ? new("daily-loss", T("Daily loss limit not exceeded"), $"{Figures.Drawdown(fall, limit)} % · {T("of −{0} %", Figures.Short(limit * 100m))}", fall <= limit ? Tone.Ok : Tone.Critical, "")
            : new("daily-loss", T("Daily loss limit not exceeded"), Figures.Unknown, Tone.Unknown, "");
    }

    private static ShiftItem Breaker(EngineSnapshot snapshot) => new(
        "breaker", T("Circuit breaker not triggered"), snapshot.Breaker.Active ? snapshot.Breaker.Reason is { } why ? Said(why) : T("triggered") : T("not triggered"), snapshot.Breaker.Active ? Tone.Critical : Tone.Ok, "");

    private static ShiftItem Naked(EngineSnapshot snapshot)
    {
        var naked = snapshot.Positions.Where(static position => position.NakedSecondsNow > 0).Select(static position => position.Position.Instrument.Value).ToArray();
        return new ShiftItem(
            "covered", T("Every position has its stop on the venue"), naked.Length > 0 ? T("naked: {0}", string.Join(", ", naked)) : snapshot.Positions.Length == 0 ? T("no position") : T("all covered"),
            naked.Length > 0 ? Tone.Critical : Tone.Ok, "positions");
    }

    private static ShiftItem Positions(EngineSnapshot snapshot) => new(
        "positions", T("Open positions gone through together"),
        snapshot.Positions.Length == 0 ? T("none") : string.Join(", ", snapshot.Positions.Select(static view => $"{view.Position.Instrument} {(view.Position.IsLong ? "LONG" : "SHORT")}")), Tone.Plain, "positions", ByHand: true);

    private static ShiftItem Entries(EngineSnapshot snapshot)
    {
        var entries = snapshot.WorkingOrders.Count(static order => order.Purpose == OrderPurpose.Entry);
        return new ShiftItem("entries", T("Working entries known"), entries == 0 ? T("none") : Figures.Plural(entries, T("entry"), T("entries")), Tone.Plain, "positions?tab=orders", ByHand: true);
    }

    private static ShiftItem Today(EngineSnapshot snapshot) => new(
        "result", T("Result of the day looked at"), T("{0} USDT realized", Figures.SignedMoney(snapshot.Statistics.RealizedToday)), Tone.Plain, "positions/history", ByHand: true);

    private static ShiftItem WinRate(EngineSnapshot snapshot) => new(
        "win-rate", T("Win rate and number of trades looked at"),
        snapshot.Statistics.WinRate is { } rate ? T("{0} % of {1}", Figures.Rate(rate), Figures.Plural(snapshot.Statistics.Closed, T("trade"), T("trades"))) : T("no closed trade"), Tone.Plain, "positions/history", ByHand: true);

    private static ShiftItem NotInstalled(string key, string text, string why) => new(key, text, why, Tone.Muted, "");
}
