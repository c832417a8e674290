using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One position on the positions page, in the instrument's own decimals.</summary>
public sealed record DeskRow(
    string Symbol, bool IsLong, [property: Cell] string About, string Size, [property: Cell] string Notional, string Entry, [property: Cell] string Mark, [property: Cell] string Pnl, [property: Cell] Tone PnlTone,
    [property: Cell] string Result, string Stop, [property: Cell] string StopDistance, string Target, [property: Cell] int CoveredPercent, [property: Cell] string Covered, Tone CoverTone,
    [property: Cell] string NakedTotal, [property: Cell] string NakedNow, bool IsNaked, string Liquidation, [property: Cell] string LiquidationDistance, string Venue, bool SameOnVenue, bool IsOrphan);

/// <summary>One working order: ours, a stop or target that lives on the venue, or one of other hands.</summary>
public sealed record DeskOrder(string Id, string Symbol, string What, string Size, string Price, string Purpose, Tone Tone, bool MayCancel);

/// <summary>The positions page: what is open, how it is covered, and every order that works, with their sums.</summary>
[CellRoot("P")]
public sealed record PositionDesk(
    Freshness Freshness, string Mode, ValueList<DeskRow> Rows, ValueList<DeskOrder> Orders, string Count, [property: Cell] string Notional, [property: Cell] string Pnl, [property: Cell] Tone PnlTone,
    [property: Cell] string IfAllStops, string CoveredCount, Tone CoveredTone, string OrdersTitle, [property: Cell] string EmptyLine, PositionDetailView? Detail)
{
    /// <param name="snapshot">Newest picture.</param>
    /// <param name="now">Engine time.</param>
    /// <param name="chosen">Symbol of the position that is opened; the first one otherwise.</param>
    public static PositionDesk From(EngineSnapshot snapshot, DateTimeOffset now, string? chosen = null)
    {
        var positions = snapshot.Positions.OrderBy(view => view.Position.IsCovered ? 1m : view.Coverage - 1m).ToArray();
        var unpriced = snapshot.Positions.Any(view => view.UnrealizedPnl is null);
        var open = snapshot.Positions.Sum(view => view.UnrealizedPnl ?? 0m);
        var covered = snapshot.Positions.Count(view => view.Position.IsCovered);
        var entries = snapshot.WorkingOrders.Count(order => order.Purpose == OrderPurpose.Entry);
        return new PositionDesk(
            Freshness.Of(snapshot, now),
            snapshot.Identity.Mode,
            [.. positions.Select(view => RowOf(view, now))],
            [.. snapshot.WorkingOrders.Select(OrderOf), .. snapshot.VenueOrders.Select(OrderOf)],
            T("{0} of {1}", snapshot.Positions.Length, snapshot.Identity.Limits.MaxPositions),
            Figures.Money(snapshot.Positions.Sum(view => view.Position.Quantity * (view.MarkPrice ?? view.Position.EntryPrice))),
            unpriced ? Figures.Unknown : Figures.SignedMoney(open),
            unpriced ? Tone.Unknown : Tones.OfGain(open),
            snapshot.EquityIfAllStops is { } stops && snapshot.Equity.Known ? T("{0} if all stops fill", Figures.SignedMoney(stops - snapshot.Equity.Equity)) : "",
            T("{0} of {1} covered", covered, snapshot.Positions.Length),
            covered == snapshot.Positions.Length ? Tone.Ok : Tone.Critical,
            T("{0}, {1} protective", Figures.Plural(entries, T("entry"), T("entries")), snapshot.VenueOrders.Count(order => order.IsProtection)),
            PositionsView.From(snapshot, now).EmptyLine,
            PositionDetailView.From(snapshot, chosen, positions.FirstOrDefault()?.Position.Instrument.Value, now));
    }

    private static DeskRow RowOf(PositionView view, DateTimeOffset now)
    {
        var position = view.Position;
        string Price(decimal? price) => price is { } value ? Figures.Exact(value, view.PriceDecimals) : Figures.Missing;
        string Away(decimal? price) => price is { } to && view.MarkPrice is > 0 and { } mark ? T("{0} % away", Figures.Signed((to - mark) / mark * 100m, 2)) : "";
        return new DeskRow(
            position.Instrument.Value,
            position.IsLong,
            $"{(position.Strategy.Length > 0 ? position.Strategy : T("by hand"))} · {Figures.LeverageLimit(view.Leverage)} · {Figures.Age(now - position.OpenedAt)}",
            Figures.Exact(position.Quantity, view.QuantityDecimals),
            Figures.Money(position.Quantity * (view.MarkPrice ?? position.EntryPrice)),
            Figures.Mark(position.EntryPrice, view.PriceDecimals),
            view.MarkPrice is { } marked ? Figures.Mark(marked, view.PriceDecimals) : Figures.Unknown,
            view.UnrealizedPnl is { } pnl ? Figures.SignedMoney(pnl) : Figures.Unknown,
            view.UnrealizedPnl is { } gain ? Tones.OfGain(gain) : Tone.Unknown,
            view.RMultiple is { } result ? Figures.RMultiple(result) : T("no stop at entry"),
            Price(position.StopLoss),
            Away(position.StopLoss),
            Price(position.TakeProfit),
            (int)decimal.Floor(view.Coverage * 100m),
            Figures.Exact(position.CoveredQuantity, view.QuantityDecimals),
            position.IsCovered ? Tone.Ok : position.CoveredQuantity > 0 ? Tone.Warn : Tone.Critical,
            Figures.NakedTime(view.NakedSecondsTotal),
            T("now {0}", Figures.NakedTime(view.NakedSecondsNow)),
            !position.IsCovered,
            Price(view.LiquidationPrice),
            Away(view.LiquidationPrice),
            view.VenueQuantity is { } held ? Figures.Exact(Math.Abs(held), view.QuantityDecimals) : Figures.Unknown,
            view.VenueQuantity == position.SignedQuantity,
            position.Origin == PositionOrigin.Adopted);
    }

    private static DeskOrder OrderOf(Order order) => new(
        order.Id.Value,
        order.Instrument.Value,
        $"{(order.Side == Side.Buy ? "BUY" : "SELL")} {(order.Type == OrderType.Market ? T("market") : T("limit"))}",
        Figures.Exact(order.RemainingQuantity, 0),
        order.Price is { } price ? Figures.Exact(price, 0) : T("market"),
        $"{order.Purpose.ToString().ToLowerInvariant()}, {(order.Status == OrderStatus.Unknown ? T("not answered yet") : order.Status.ToString().ToLowerInvariant())}",
        order.Status == OrderStatus.Unknown ? Tone.Unknown : Tone.Plain,
        order.Purpose == OrderPurpose.Entry);

    private static DeskOrder OrderOf(OrderReport order) => new(
        order.VenueOrderId,
        order.Symbol,
        $"{(order.Side == Side.Buy ? "BUY" : "SELL")} {(order.IsStopLoss ? T("stop market") : order.IsProtection ? T("target") : T("limit"))}",
        order.Quantity > 0 ? Figures.Exact(order.Quantity, 0) : T("whole size"),
        Figures.Exact(order.TriggerPrice is > 0 and { } trigger ? trigger : order.Price, 0),
        order.IsStopLoss ? T("protects the whole size") : order.IsProtection ? T("takes profit") : T("of other hands"),
        order.IsProtection ? Tone.Ok : Tone.Warn,
        !order.IsProtection);
}
