using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>What FLATTEN ALL would send for one position.</summary>
public sealed record FlattenPreviewRow(
    string Symbol, bool IsLong, string WillSend, string Notional, string Mark, string Pnl, Tone PnlTone, string Slippage, string Fee, string CostNote, string Removed);

/// <summary>
/// What FLATTEN ALL is about to do, from the engine's newest picture. Only a preview: the act closes what the venue holds, whatever stands
/// here. Null run and rows while the dialog is shut, so that nothing is sent for it.
/// </summary>
public sealed record FlattenPreview(
    string Mode, string Venue, string Age, ValueList<FlattenPreviewRow> Rows, int Positions, int EntryOrders, string Notional, string OpenPnl,
    string Protective, string? AlreadyFlat, FlattenCost Cost, FlattenAfter After)
{
    /// <param name="snapshot">Newest picture.</param>
    /// <param name="now">Engine time.</param>
    /// <param name="forecast">What the venue's depth says it would cost; null before it is told.</param>
    public static FlattenPreview From(EngineSnapshot snapshot, DateTimeOffset now, FlattenForecast? forecast = null)
    {
        var cost = FlattenCost.Of(forecast, snapshot is { EquityFresh: true, Equity.Known: true } ? snapshot.Equity.Equity : null, now);
        var protective = snapshot.Positions.Sum(view => (view.Position.StopLoss is null ? 0 : 1) + (view.Position.TakeProfit is null ? 0 : 1));
        return new FlattenPreview(
            snapshot.Identity.Mode,
            HeaderView.VenueOf(snapshot.Identity),
            Freshness.Of(snapshot, now).Text,
            [.. snapshot.Positions.Select(view => RowOf(view, cost[view.Position.Instrument.Value]))],
            snapshot.Positions.Length,
            snapshot.WorkingOrders.Count(order => order.Purpose == OrderPurpose.Entry),
            Figures.Money(snapshot.Positions.Sum(view => view.Position.Quantity * (view.MarkPrice ?? view.Position.EntryPrice))),
            Figures.SignedMoney(snapshot.Positions.Sum(view => view.UnrealizedPnl ?? 0m)),
            T("{0} protective", protective),
            snapshot.Positions.Length == 0 && snapshot.Reconcile is { InSync: true, VenueCount: 0 } last
                ? T("Already flat, confirmed {0} ago.", Figures.Age(now - last.At))
                : null,
            cost,
            FlattenAfter.Of(snapshot));
    }

    private static FlattenPreviewRow RowOf(PositionView view, FlattenLegCost? cost)
    {
        var position = view.Position;
        var protections = (position.StopLoss, position.TakeProfit) switch
        {
            (not null, not null) => T("stop + target"),
            (not null, null) => T("stop"),
            (null, not null) => T("target"),
            _ => T("nothing live"),
        };
        return new FlattenPreviewRow(
            position.Instrument.Value,
            position.IsLong,
            $"{(position.IsLong ? "SELL" : "BUY")} {Figures.Exact(position.Quantity, view.QuantityDecimals)} market",
            Figures.Money(position.Quantity * (view.MarkPrice ?? position.EntryPrice)),
            view.MarkPrice is { } mark ? Figures.Mark(mark, view.PriceDecimals) : Figures.Unknown,
            view.UnrealizedPnl is { } pnl ? Figures.SignedMoney(pnl) : Figures.Unknown,
            view.UnrealizedPnl is { } gain ? Tones.OfGain(gain) : Tone.Unknown,
            cost?.Slippage ?? Figures.Unknown,
            cost?.Fee ?? Figures.Unknown,
            cost?.Note ?? "",
            protections);
    }
}
