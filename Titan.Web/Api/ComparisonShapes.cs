using System.Globalization;
using Titan.Engine.Model;
using Titan.Engine.Shadow;
using Titan.Engine.Venues;

namespace Titan.Web.Api;

/// <summary>One row of the workbench, and whether the ledger's table holds the same as the engine.</summary>
internal sealed record ComparedSymbol(object Shape, bool LedgerAgrees);

/// <summary>The rows of the reconciliation workbench with what a reconcile would do, in one sentence each.</summary>
internal static class ComparisonShapes
{
    public static IReadOnlyList<ComparedSymbol> Rows(IReadOnlyList<ComparisonRow> compared, IReadOnlyList<Position> ledger)
    {
        var kept = ledger.ToDictionary(position => position.Instrument.Value, StringComparer.Ordinal);
        var known = compared.Select(row => row.Symbol).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. compared.Select(row => Row(row, kept.GetValueOrDefault(row.Symbol))),
            .. ledger.Where(position => !known.Contains(position.Instrument.Value))
                .Select(position => Row(new ComparisonRow(position.Instrument.Value, null, null, ComparisonVerdict.Match), position)),
        ];
    }

    /// <summary>What a reconcile would do with the row; nothing is ever traded by it.</summary>
    public static string Preview(ComparisonRow row) => row.Verdict switch
    {
        ComparisonVerdict.Adopt => $"Takes {Words(row.Venue!.SignedQuantity)} at {Text(row.Venue.EntryPrice)} into the book as orphaned; "
            + (row.Venue.StopLoss is { } stop ? $"its stop {Text(stop)} stays." : "it has no stop, and none is invented: attach one."),
        ComparisonVerdict.Close => $"Closes {Words(row.Shadow!.SignedQuantity)} in the book at the venue's own exit price; nothing is traded.",
        ComparisonVerdict.Overwrite => $"Changes the book from {Words(row.Shadow!.SignedQuantity)} to the venue's {Words(row.Venue!.SignedQuantity)}; nothing is traded.",
        ComparisonVerdict.Ignore => "Leaves it for the next round: an order or a fill is on its way, or its terms are still being loaded.",
        _ => row.Shadow is null && row.Venue is null ? "Nothing is held on either side." : $"Changes nothing: both sides hold {Words(row.Shadow?.SignedQuantity ?? row.Venue!.SignedQuantity)}.",
    };

    private static ComparedSymbol Row(ComparisonRow row, Position? ledger)
    {
        var agrees = (row.Shadow?.SignedQuantity ?? 0m) == (ledger?.SignedQuantity ?? 0m);
        var preview = Preview(row)
            + (agrees ? "" : $" The ledger's table holds {(ledger is null ? "nothing" : Words(ledger.SignedQuantity))}: it follows by a moment; if that stays, run titan audit verify.");
        return new ComparedSymbol(
            new
            {
                symbol = row.Symbol,
                shadow = row.Shadow is { } shadow ? Side(shadow) : null,
                exchange = row.Venue is { } venue ? Side(venue) : null,
                ledger = ledger is null ? null : Side(ledger),
                verdict = row.Verdict.ToString().ToLowerInvariant(),
                preview,
            },
            agrees);
    }

    private static object Side(Position position) =>
        Shape(position.SignedQuantity, position.EntryPrice, position.StopLoss, position.TakeProfit, position.Origin == PositionOrigin.Engine ? "engine" : "adopted");

    private static object Side(VenuePosition position) => Shape(position.SignedQuantity, position.EntryPrice, position.StopLoss, position.TakeProfit, null);

    private static object Shape(decimal signed, decimal entry, decimal? stop, decimal? target, string? origin) =>
        new { side = EmergencyShapes.Side(signed), size = Math.Abs(signed), entry_price = entry, stop_loss = stop, take_profit = target, origin };

    private static string Words(decimal signed) => signed == 0 ? "nothing" : $"{EmergencyShapes.Side(signed)} {Text(Math.Abs(signed))}";

    private static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
