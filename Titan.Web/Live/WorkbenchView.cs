using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Shadow;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One symbol of the workbench: what we believe, what the venue says, what the ledger's table holds, and what a reconcile would do.</summary>
public sealed record WorkbenchRow(
    string Symbol, string Shadow, string ShadowNote, string Verdict, Tone Tone, string Difference, string Venue, string VenueNote, string Ledger, string Will, bool Differs)
{
    public static WorkbenchRow Of(ComparisonRow row, Position? ledger, EngineSnapshot snapshot)
    {
        var decimals = snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == row.Symbol)?.PriceDecimals ?? 2;
        var (ours, theirs) = (row.Shadow?.SignedQuantity ?? 0m, row.Venue?.SignedQuantity ?? 0m);
        var differs = row.Verdict is not ComparisonVerdict.Match;
        return new WorkbenchRow(
            row.Symbol,
            Holding(ours),
            row.Shadow is null ? T("not known here") : T("entry {0} · {1}", Figures.Mark(row.Shadow.EntryPrice, decimals), Stop(row.Shadow.StopLoss, decimals)),
            row.Verdict switch
            {
                ComparisonVerdict.Match => T("same"),
                ComparisonVerdict.Adopt => "MISSING_IN_SHADOW",
                ComparisonVerdict.Close => "MISSING_IN_BROKER",
                ComparisonVerdict.Overwrite => Math.Sign(ours) == Math.Sign(theirs) ? "SIZE_MISMATCH" : "SIDE_MISMATCH",
                _ => T("in motion"),
            },
            row.Verdict switch { ComparisonVerdict.Match => Tone.Ok, ComparisonVerdict.Ignore => Tone.Unknown, _ => Tone.Critical },
            differs ? T("the venue holds {0} against us", Figures.Signed(theirs - ours, Scale(theirs - ours))) : "",
            Holding(theirs),
            row.Venue is null || theirs == 0 ? T("nothing there") : T("entry {0} · {1}", Figures.Mark(row.Venue.EntryPrice, decimals), Stop(row.Venue.StopLoss, decimals)),
            ledger is null ? Figures.Missing : Holding(ledger.SignedQuantity),
            WillDo(row, ours, theirs),
            differs);
    }

    private static string WillDo(ComparisonRow row, decimal ours, decimal theirs) => row.Verdict switch
    {
        ComparisonVerdict.Match => Figures.Missing,
        ComparisonVerdict.Adopt => T("Adopt as orphaned. No stop is invented: attach one below, or close it."),
        ComparisonVerdict.Close => T("Close {0} in the book at the venue's own exit price. Nothing is traded.", Holding(ours)),
        ComparisonVerdict.Overwrite => T("Shadow becomes {0}. Nothing is traded.", Holding(theirs)),
        _ => T("Leave it for the next round: an order or a fill is on its way."),
    };

    private static string Holding(decimal signed) =>
        signed == 0 ? Figures.Missing : $"{(signed > 0 ? "LONG" : "SHORT")} {Figures.Exact(Math.Abs(signed), 0)}";

    private static string Stop(decimal? stop, int decimals) => stop is { } price ? T("stop {0}", Figures.Exact(price, decimals)) : T("no stop");

    private static int Scale(decimal value) => (value / 1.000000000000000000000000000m).Scale;
}

/// <summary>What the workbench shows without asking the venue: the last rounds, entries' state, and orphans.</summary>
public sealed record WorkbenchView(Freshness Freshness, string Mode, bool InSync, string Headline, string Detail, Tone Tone, ValueList<RoundLine> Rounds, ValueList<DeskRow> Orphans)
{
    public static WorkbenchView From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var last = snapshot.Reconcile;
        var desk = PositionDesk.From(snapshot, now);
        var sync = last is { InSync: true };
        return new WorkbenchView(
            Freshness.Of(snapshot, now),
            snapshot.Identity.Mode,
            sync,
            last is null ? T("Not reconciled yet. Entries wait.") : sync ? T("Shadow and venue agree.") : T("Shadow and venue disagreed on {0}.", string.Join(", ", last.Mismatches.Select(row => row.Symbol))),
            last is null ? T("Ask the venue, or wait for the first round.") : T("round of {0} {1} ({2}) · {3} here, {4} on the venue · every 60 s · three rounds without agreement disarm", Figures.Clock(last.At), ViewerZone.Label(last.At), Said(last.Trigger), last.ShadowCount, last.VenueCount),
            last is null ? Tone.Unknown : sync ? Tone.Ok : Tone.Critical,
            [.. snapshot.ReconcileRounds.Select(RoundLine.Of)],
            [.. desk.Rows.Where(row => row.IsOrphan)]);
    }
}
