using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One open position as the overview shows it, in the instrument's own decimals.</summary>
public sealed record PositionRow(
    string Symbol, bool IsLong, string Size, [property: Cell] string Mark, [property: Cell] string Pnl, [property: Cell] Tone PnlTone, string Stop, [property: Cell] string StopDistance,
    [property: Cell] string Coverage, [property: Cell] string CoverageNote, Tone CoverageTone, [property: Cell] string Naked, bool IsNaked, bool IsOrphan,
    [property: Cell] string EntryAndResult);

/// <summary>All open positions, naked ones first, with their sums.</summary>
public sealed record PositionsView(ValueList<PositionRow> Rows, string OrdersLine, [property: Cell] string Pnl, [property: Cell] Tone PnlTone, [property: Cell] string NakedLine, [property: Cell] Tone NakedTone, [property: Cell] string EmptyLine)
{
    public static PositionsView From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var entries = snapshot.WorkingOrders.Count(order => order.Purpose == OrderPurpose.Entry);
        var protective = snapshot.Positions.Sum(view => (view.Position.StopLoss is null ? 0 : 1) + (view.Position.TakeProfit is null ? 0 : 1));
        var open = snapshot.Positions.Sum(view => view.UnrealizedPnl ?? 0m);
        var unpriced = snapshot.Positions.Any(view => view.UnrealizedPnl is null);
        var naked = snapshot.Positions.Max(view => (double?)view.NakedSecondsNow) ?? 0;
        return new PositionsView(
            [.. snapshot.Positions.OrderBy(view => view.Position.IsCovered ? 1m : view.Coverage - 1m).Select(RowOf)],
            T("{0} · {1} protective", Figures.Plural(entries, T("entry order"), T("entry orders")), protective),
            unpriced ? Figures.Unknown : Figures.SignedMoney(open),
            unpriced ? Tone.Unknown : Tones.OfGain(open),
            T("{0} naked now", Figures.NakedTime(naked)),
            naked > 0 ? Tone.Critical : Tone.Ok,
            EmptyOf(snapshot, now));
    }

    private static PositionRow RowOf(PositionView view)
    {
        var position = view.Position;
        var naked = !position.IsCovered;
        var (coverage, note, tone) = CoverageOf(view);
        return new PositionRow(
            position.Instrument.Value,
            position.IsLong,
            Figures.Exact(position.Quantity, view.QuantityDecimals),
            view.MarkPrice is { } mark ? Figures.Mark(mark, view.PriceDecimals) : Figures.Unknown,
            view.UnrealizedPnl is { } pnl ? Figures.SignedMoney(pnl) : Figures.Unknown,
            view.UnrealizedPnl is { } gain ? Tones.OfGain(gain) : Tone.Unknown,
            position.StopLoss is { } stop ? Figures.Exact(stop, view.PriceDecimals) : Figures.Missing,
            position.StopLoss is { } distant && view.MarkPrice is > 0 and { } from ? Figures.Signed((distant - from) / from * 100m, 2) + " %" : "",
            coverage,
            note,
            tone,
            T("{0} of {1} under a live stop · {2} naked in total", Figures.Exact(position.CoveredQuantity, view.QuantityDecimals), Figures.Exact(position.Quantity, view.QuantityDecimals), Figures.NakedTime(view.NakedSecondsTotal)),
            naked,
            position.Origin == PositionOrigin.Adopted,
            $"{T("Entry")} {Figures.Mark(position.EntryPrice, view.PriceDecimals)} · {(view.RMultiple is { } result ? Figures.RMultiple(result) : Figures.Missing)}");
    }

    private static (string Text, string Note, Tone Tone) CoverageOf(PositionView view)
    {
        var position = view.Position;
        if (position.IsCovered)
        {
            return ("100 %", "", Tone.Ok);
        }

        var since = Figures.NakedTime(view.NakedSecondsNow);
        return position.CoveredQuantity > 0
            ? ($"{Figures.Short(decimal.Floor(position.CoveredQuantity / position.Quantity * 100m))} %", T("naked {0}", since), Tone.Warn)
            : ("NAKED", since, Tone.Critical);
    }

    private static string EmptyOf(EngineSnapshot snapshot, DateTimeOffset now) => snapshot.Reconcile is { InSync: true, VenueCount: 0 } last
        ? T("0 positions, confirmed by the venue {0} ago.", Figures.Age(now - last.At))
        : T("No open position. The venue has not confirmed it yet.");
}
