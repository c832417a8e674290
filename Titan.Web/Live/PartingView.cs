using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Shadow;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>Where one symbol went apart: since when both sides agreed, what was booked last, what was lost meanwhile, and whether the venue's side is protected.</summary>
public sealed record PartingView(string Symbol, ValueList<Fact> Facts)
{
    /// <summary>When all sides last agreed, as far as the rounds on screen go back.</summary>
    public static ReconcileView? Agreed(EngineSnapshot snapshot) => snapshot.ReconcileRounds.FirstOrDefault(static round => round.InSync);

    public static PartingView Of(ComparisonRow row, Parting parting, EngineSnapshot snapshot)
    {
        var decimals = snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == row.Symbol)?.PriceDecimals ?? 2;
        var agreed = Agreed(snapshot);
        return new PartingView(row.Symbol,
        [
            agreed is null
                ? new Fact(T("Last agreed"), T("not since the start"), "", Tone.Warn)
                : new Fact(T("Last agreed"), ViewerZone.Clock(agreed.At), T("{0} of {1} the same", agreed.ShadowCount, agreed.VenueCount)),
            .. Fill(parting.LastFill, decimals),
            Lost(parting.Losses),
            Stop(row, decimals),
        ]);
    }

    private static IEnumerable<Fact> Fill(BookedFill? fill, int decimals)
    {
        if (fill is null)
        {
            yield return new Fact(T("Last fill booked"), T("none"), T("no fill explains what the venue holds"), Tone.Warn);
            yield break;
        }

        yield return new Fact(
            T("Last fill booked"), $"{fill.Side.ToUpperInvariant()} {Figures.Exact(fill.Quantity, 0)} @ {Figures.Exact(fill.Price, decimals)}", ViewerZone.Stamp(fill.At));
        yield return fill.OrderId is { } order
            ? new Fact(T("Its order id"), order, "")
            : new Fact(T("Its order id"), T("not ours"), T("by hand, or by the venue itself"), Tone.Warn);
    }

    private static Fact Lost(IReadOnlyList<HistoryEvent> losses) => losses.Count == 0
        ? new Fact(T("Lost meanwhile"), T("nothing seen"), T("no stream, no feed, no pause of the engine"))
        : new Fact(T("Lost meanwhile"), Figures.Plural(losses.Count, T("gap"), T("gaps")), $"{ViewerZone.Clock(losses[^1].At)} {Said(losses[^1].Message)}", Tone.Warn);

    private static Fact Stop(ComparisonRow row, int decimals) => row.Venue is not { SignedQuantity: not 0 } venue ? new Fact(T("Stop on the venue"), Figures.Missing, T("nothing is held there"), Tone.Muted)
        : venue.StopLoss is { } stop ? new Fact(T("Stop on the venue"), Figures.Exact(stop, decimals), T("over the whole position"))
        : new Fact(T("Stop on the venue"), T("no stop"), T("everything is at risk"), Tone.Critical);
}
