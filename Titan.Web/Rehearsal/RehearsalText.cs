using System.Globalization;
using System.Text;
using Titan.Engine.Journal;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Web.Rehearsal;

/// <summary>The report as people read it: a few sentences, then one row for each trap type.</summary>
internal static class RehearsalText
{
    private static readonly string[] Columns =
        ["trap type", "set", "touched", "refused by burst rule alone", "sprung", "stopped by a filter", "denied by a gate", "sent", "filled", "trades", "target", "stop", "net USDT"];

    public static string Of(RehearsalReport report)
    {
        var (course, ledger) = report;
        var text = new StringBuilder();
        Line(text, $"{course.Market}: {course.From.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {course.To.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {course.Steps} market steps, {(course.ToTheEnd ? "to the end" : "the span asked for")}");
        Line(text, $"armed {Times(course.Arms)}; breaker tripped {Listed(ledger.Trips)}");
        Line(text, $"equity {Money(course.EquityBefore)} to {Money(ledger.Equity)} USDT; {ledger.Trades.Count} trades, net {report.NetPnl:+0.00;-0.00;0.00} USDT");
        Line(text, $"intents approved {ledger.Approved}, denied {Listed(ledger.Denials)}");
        Line(text, $"{Tie(ledger.Sums, course.Venue)}");
        foreach (var (strategy, trades, wins, net) in report.Others)
        {
            Line(text, $"{strategy}: {trades} trades, {wins} won, net {net:+0.00;-0.00;0.00} USDT");
        }

        if (report.Traps.Count > 0)
        {
            text.AppendLine();
            Table(text, report.Traps);
            foreach (var trap in report.Traps.Where(static trap => trap.Counts.AbortReasons.Length > 0))
            {
                Line(text, $"{trap.Counts.Type.Word()} stopped by: {string.Join(", ", trap.Counts.AbortReasons.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")))}");
            }
        }

        if (course.Traps is { Faults.Length: > 0 } traps)
        {
            Line(text, $"input set aside: {string.Join(", ", traps.Faults.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")))}");
        }

        text.AppendLine();
        Line(text, $"decisions {ledger.Decisions}, sha256 {ledger.DecisionHash}");
        Line(text, $"orders {ledger.Orders}, fills {ledger.Fills}, sha256 {ledger.OutcomeHash}");
        return text.ToString();
    }

    private static void Table(StringBuilder text, IReadOnlyList<TrapTypeOutcome> traps)
    {
        string[][] rows = [Columns, .. traps.Select(Row)];
        int[] widths = [.. Columns.Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            text.AppendLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        }
    }

    private static string[] Row(TrapTypeOutcome trap)
    {
        var counts = trap.Counts;
        long[] numbers = [counts.Detected, counts.Touched, counts.RefusedByVolume, counts.Sprung, counts.Aborted, counts.Denied, counts.Sent, counts.Filled, trap.Trades, trap.ToTarget, trap.ToStop];
        return [counts.Type.Word(), .. numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)), trap.NetPnl.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture)];
    }

    private static string Tie(LedgerSums ours, LedgerSums venue) =>
        ours.TiesTo(venue) ? $"the ledger ties to the venue's books: {Sums(ours)}" : $"THE LEDGER DOES NOT TIE: ours {Sums(ours)}; the venue's {Sums(venue)}";

    private static string Sums(LedgerSums sums) => string.Create(
        CultureInfo.InvariantCulture,
        $"realised {sums.RealizedPnl:0.00}, fees {sums.FeesPaid:0.00}, funding {sums.FundingPaid:0.00} USDT, {sums.Executions} executions, {sums.OpenPositions} positions");

    private static string Listed(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "never" : string.Join(", ", counts.OrderByDescending(static pair => pair.Value).Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));

    private static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");

    private static string Money(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture) ?? "unknown";

    private static void Line(StringBuilder text, FormattableString sentence) => text.AppendLine(FormattableString.Invariant(sentence));
}
