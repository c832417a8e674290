using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.OnCall;

/// <summary>One line of the state: name, value, tone.</summary>
public sealed record OnCallLine(string Name, string Value, Tone Tone);

/// <summary>One open position: what it is, what it is worth, and whether a live stop covers it.</summary>
public sealed record OnCallPosition(string Symbol, string Words, string Notional, string Pnl, Tone PnlTone, string Stop, Tone StopTone, bool IsOrphan);

/// <summary>
/// The plain page's picture of the engine: the same data and words as the console, as finished texts. Long lists are cut and say so: the
/// acts take everything, whatever is listed.
/// </summary>
public sealed record OnCallView(
    string Mode, string Venue, string AsOf, string Age, bool IsOld, string ArmWord, string ArmCss, IReadOnlyList<OnCallLine> Lines,
    IReadOnlyList<OnCallPosition> Positions, int PositionCount, IReadOnlyList<string> Orders, int OrderCount, int EntryOrders, int ProtectiveOrders,
    IReadOnlyList<AlertRow> Alerts, bool IsPaused, FlattenView? Running, FlattenReceiptView? Last, string? AlreadyFlat, string LastAction)
{
    private const int MostPositions = 30;
    private const int MostOrders = 20;
    private const int MostAlerts = 8;

    public static OnCallView From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var freshness = Freshness.Of(snapshot, now);
        var preview = FlattenPreview.From(snapshot, now);
        var arm = freshness.IsStale || freshness.IsLoading ? "UNKNOWN" : snapshot.Arm.State.ToString().ToUpperInvariant();
        string[] orders = [.. snapshot.WorkingOrders.Select(OrderWords), .. snapshot.VenueOrders.Select(OrderWords)];
        return new OnCallView(
            snapshot.Identity.Mode,
            HeaderView.VenueOf(snapshot.Identity),
            snapshot.Version == 0 ? Figures.Unknown : Figures.Clock(snapshot.At),
            snapshot.Version == 0 ? T("the engine has said nothing yet") : T("{0} old", Figures.Age(now - snapshot.At)),
            freshness.IsStale || freshness.IsLoading,
            arm,
            arm.ToLowerInvariant(),
            LinesOf(snapshot, now),
            [.. snapshot.Positions.OrderBy(view => view.Position.IsCovered).Take(MostPositions).Select(PositionOf)],
            snapshot.Positions.Length,
            [.. orders.Take(MostOrders)],
            orders.Length,
            snapshot.WorkingOrders.Count(order => order.Purpose == OrderPurpose.Entry),
            snapshot.VenueOrders.Count(report => report.IsProtection),
            [.. AlertsView.From(snapshot, now).Rows.Take(MostAlerts)],
            snapshot.PausedByOperator,
            FlattenView.From(snapshot, now),
            snapshot.LastFlatten is { } last ? FlattenReceiptView.Of(last) : null,
            preview.AlreadyFlat,
            snapshot.Arm.Since <= DateTimeOffset.UnixEpoch ? T("none since the start") : T("{0} by {1}, {2}", snapshot.Arm.State.ToString().ToUpperInvariant(), snapshot.Arm.By, Figures.Clock(snapshot.Arm.Since)));
    }

    private static List<OnCallLine> LinesOf(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var book = snapshot.Equity;
        var naked = snapshot.Positions.Count(view => !view.Position.IsCovered);
        var silent = now - snapshot.At;
        return
        [
            new(T("Engine heartbeat"), snapshot.Version == 0 ? Figures.Unknown : Figures.Age(silent), silent > Freshness.Limit ? Tone.Stale : Tone.Plain),
            new(T("Circuit breaker"), snapshot.Breaker.Active ? T("TRIPPED: {0}", Said(snapshot.Breaker.Reason ?? "")) : T("closed"), snapshot.Breaker.Active ? Tone.Critical : Tone.Plain),
            SyncOf(snapshot, now),
            new(T("Strategies"), PauseOf(snapshot), PauseOf(snapshot) == T("not paused") ? Tone.Plain : Tone.Warn),
            book.Known
                ? new OnCallLine(T("Equity"), $"{Figures.Money(book.Equity)} USDT{(snapshot.EquityFresh ? "" : T(", {0} old", Figures.Age(now - book.AsOf)))}", snapshot.EquityFresh ? Tone.Plain : Tone.Stale)
                : new OnCallLine(T("Equity"), T("? unknown, entries wait"), Tone.Unknown),
            book.Known
                ? new OnCallLine(T("Drawdown today"), T("{0} % of −{1} %", Figures.Drawdown(book.DailyDrawdown, snapshot.Identity.Limits.MaxDailyDrawdown), Figures.Short(snapshot.Identity.Limits.MaxDailyDrawdown * 100m)), DrawdownZones.Of(snapshot.Identity.Limits).Judge(book.DailyDrawdown * 100m).Tone is var tone && tone == Tone.Ok ? Tone.Plain : tone)
                : new OnCallLine(T("Drawdown today"), T("? unknown"), Tone.Unknown),
            new(T("Without a full stop"), T("{0} of {1}", naked, Figures.Plural(snapshot.Positions.Length, T("position"), T("positions"))), naked > 0 ? Tone.Critical : Tone.Plain),
        ];
    }

    private static OnCallLine SyncOf(EngineSnapshot snapshot, DateTimeOffset now) => snapshot.Reconcile is not { } last
        ? new OnCallLine(T("Shadow and venue"), T("? not compared yet"), Tone.Unknown)
        : last.InSync
            ? new OnCallLine(T("Shadow and venue"), T("same, {0} ago", Figures.Age(now - last.At)), now - last.At > TimeSpan.FromSeconds(120) ? Tone.Stale : Tone.Plain)
            : new OnCallLine(T("Shadow and venue"), T("{0}, {1} ago", Figures.Plural(last.Mismatches.Length, T("mismatch"), T("mismatches")), Figures.Age(now - last.At)), Tone.Critical);

    private static string PauseOf(EngineSnapshot snapshot) =>
        snapshot.PausedByKill ? T("paused by kill") : snapshot.PausedByOperator ? T("paused by an operator") : snapshot.PausedByFeed ? T("paused, feed lost") : T("not paused");

    private static OnCallPosition PositionOf(PositionView view)
    {
        var position = view.Position;
        var stop = position.StopLoss is { } price ? T("stop {0}", Figures.Exact(price, view.PriceDecimals)) : T("no stop");
        var cover = position.IsCovered
            ? T("covers all")
            : T("{0} of {1} covered, naked {2} now", Figures.Exact(position.CoveredQuantity, view.QuantityDecimals), Figures.Exact(position.Quantity, view.QuantityDecimals), Figures.NakedTime(view.NakedSecondsNow));
        return new OnCallPosition(
            position.Instrument.Value,
            $"{(position.IsLong ? "LONG" : "SHORT")} {Figures.Exact(position.Quantity, view.QuantityDecimals)}",
            Figures.Money(position.Quantity * (view.MarkPrice ?? position.EntryPrice)),
            view.UnrealizedPnl is { } pnl ? Figures.SignedMoney(pnl) : Figures.Unknown,
            view.UnrealizedPnl is { } gain ? Tones.OfGain(gain) : Tone.Unknown,
            T("{0} · {1} · {2} naked in total", stop, cover, Figures.NakedTime(view.NakedSecondsTotal)),
            position.IsCovered ? Tone.Muted : Tone.Critical,
            position.Origin == PositionOrigin.Adopted);
    }

    private static string OrderWords(Order order) =>
        $"{order.Instrument.Value} {(order.Side == Side.Buy ? "BUY" : "SELL")} {Figures.Exact(order.RemainingQuantity, 0)} {(order.Price is { } price ? $"@ {Figures.Exact(price, 0)}" : T("market"))} · {order.Purpose.ToString().ToLowerInvariant()} · {order.Status}";

    private static string OrderWords(Titan.Engine.Venues.OrderReport order) =>
        $"{order.Symbol} {(order.Side == Side.Buy ? "BUY" : "SELL")} {Figures.Exact(order.Quantity - order.FilledQuantity, 0)} @ {Figures.Exact(order.TriggerPrice ?? order.Price, 0)} · {(order.IsProtection ? order.StopOrderType : T("of other hands"))}";
}
