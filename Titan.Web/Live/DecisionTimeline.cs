using Titan.Engine.Journal;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>A stretch in which a market was lost or the breaker held, percent of the width.</summary>
public sealed record TimelineSpan(decimal From, decimal Width, Tone Tone, string Text, TimelineLabel Room);

/// <summary>The open decision's own place, with its time above.</summary>
public sealed record TimelineNeedle(decimal Place, string Text, string Anchor);

/// <summary>
/// The hours around the open decision in one strip: what was judged, what was refused, what was opened and closed, and when a market was lost. Empty
/// when nothing in them leads anywhere.
/// </summary>
public sealed record DecisionTimeline(ValueList<TimelineMark> Marks, ValueList<TimelineSpan> Spans, ValueList<TimelineTick> Ticks, TimelineNeedle? Needle, string Summary)
{
    private const string Approved = "INTENT_APPROVED";
    private const string Denied = "INTENT_DENIED";

    private static readonly (string Begins, string Ends, Tone Tone)[] Pairs =
        [("FEED_LOST", "FEED_BACK", Tone.Critical), ("BINANCE_LOST", "BINANCE_BACK", Tone.High), ("BREAKER_TRIPPED", "BREAKER_RESET", Tone.Warn)];

    /// <summary>Kinds of events that the strip is drawn from.</summary>
    public static IReadOnlyList<string> Types { get; } = [Approved, Denied, .. Pairs.SelectMany(pair => (string[])[pair.Begins, pair.Ends])];

    public static DecisionTimeline Empty { get; } = new([], [], [], null, "");

    public bool IsEmpty => Marks.Count == 0;

    /// <param name="window">The stretch that was asked for.</param>
    /// <param name="rows">Event rows of the database inside it.</param>
    /// <param name="trades">Trades closed inside it.</param>
    /// <param name="held">Open positions of the newest picture.</param>
    /// <param name="chosen">The open decision.</param>
    /// <param name="symbol">Only this one, when the list is filtered so.</param>
    /// <param name="addressOf">Address of a decision.</param>
    public static DecisionTimeline Of(
        TimelineWindow window, IReadOnlyList<HistoryEvent> rows, IReadOnlyList<ClosedTrade> trades, IEnumerable<Position> held, Decision? chosen, string? symbol, Func<long, string> addressOf)
    {
        var judged = rows.Where(row => row.Type is Approved or Denied && (symbol is null || row.Symbol == symbol)).ToArray();
        var byCorrelation = judged.Where(row => row is { Type: Approved, Correlation.Length: > 0 }).GroupBy(row => row.Correlation!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Sequence, StringComparer.Ordinal);
        TimelineEvent Traded(DateTimeOffset at, TimelineKind kind, InstrumentId instrument, decimal net, CorrelationId correlation, DateTimeOffset opened)
        {
            var decision = byCorrelation.GetValueOrDefault(correlation.Value ?? "");
            return new TimelineEvent(at, kind, instrument.Value, net, decision, decision > 0 ? addressOf(decision) : PriceMarks.WhyOf(correlation, opened));
        }

        TimelineEvent[] events =
        [
            .. judged.Select(row => new TimelineEvent(row.At, row.Type == Denied ? TimelineKind.Denied : TimelineKind.Approved, row.Symbol ?? "", 0m, row.Sequence, addressOf(row.Sequence))),
            .. trades.Select(trade => Traded(trade.ClosedAt, TimelineKind.Closed, trade.Instrument, trade.NetPnl, trade.Correlation, trade.OpenedAt)),
            .. trades.Select(trade => Traded(trade.OpenedAt, TimelineKind.Opened, trade.Instrument, 0m, trade.Correlation, trade.OpenedAt)),
            .. held.Where(position => symbol is null || position.Instrument.Value == symbol)
                .Select(position => Traded(position.OpenedAt, TimelineKind.Opened, position.Instrument, 0m, position.Correlation, position.OpenedAt)),
        ];
        events = [.. events.Where(one => window.Holds(one.At))];
        if (!events.Any(one => one.Address is not null))
        {
            return Empty;
        }

        var shown = window.Around(events.Select(one => one.At).Append(chosen?.At ?? DateTimeOffset.MaxValue).Min());
        var spans = SpansOf(shown, rows);
        var (marks, rooms) = TimelineMarks.Of(events, shown, chosen?.Sequence ?? 0, [.. spans.Select(span => (span.From + (span.Width / 2m), span.Text))]);
        return new DecisionTimeline(
            marks, [.. spans.Select((span, index) => span with { Room = rooms[index] })], shown.Ticks(), NeedleOf(chosen, shown), Describe(shown, events, spans.Count));
    }

    // What began before the strip or has not ended reaches to its edge.
    private static List<TimelineSpan> SpansOf(TimelineWindow window, IEnumerable<HistoryEvent> rows)
    {
        var ordered = rows.OrderBy(row => row.Sequence).ToArray();
        var spans = new List<TimelineSpan>();
        foreach (var (begins, ends, tone) in Pairs)
        {
            DateTimeOffset? since = ordered.FirstOrDefault(row => row.Type == begins || row.Type == ends)?.Type == ends ? window.From : null;
            foreach (var row in ordered.Where(row => row.Type == begins || row.Type == ends))
            {
                if (row.Type == begins)
                {
                    since ??= row.At;
                }
                else if (since is { } from)
                {
                    Add(begins, tone, from, row.At, $" {Figures.Age(row.At - from)}");
                    since = null;
                }
            }

            if (since is { } open)
            {
                Add(begins, tone, open, window.To, "");
            }
        }

        return spans;

        void Add(string what, Tone tone, DateTimeOffset from, DateTimeOffset to, string lasted)
        {
            if (to >= window.From)
            {
                spans.Add(new TimelineSpan(window.Place(from), Math.Max(0.3m, window.Place(to) - window.Place(from)), tone, WordOf(what) + (from <= window.From ? "" : lasted), default));
            }
        }
    }

    private static string WordOf(string begins) => begins switch
    {
        "FEED_LOST" => T("Venue lost"),
        "BINANCE_LOST" => T("Leading market lost"),
        _ => T("Breaker tripped"),
    };

    private static TimelineNeedle? NeedleOf(Decision? chosen, TimelineWindow window)
    {
        if (chosen is null || !window.Holds(chosen.At))
        {
            return null;
        }

        var place = window.Place(chosen.At);
        return new TimelineNeedle(place, ViewerZone.Clock(chosen.At), place < 12m ? "start" : place > 88m ? "end" : "middle");
    }

    private static string Describe(TimelineWindow window, TimelineEvent[] events, int spans)
    {
        int Count(TimelineKind kind) => events.Count(one => one.Kind == kind);
        var text = T(
            "Timeline from {0} to {1}: {2} approved, {3} denied, {4} entered, {5} closed.",
            ViewerZone.Stamp(window.From), ViewerZone.Stamp(window.To), Count(TimelineKind.Approved), Count(TimelineKind.Denied), Count(TimelineKind.Opened), Count(TimelineKind.Closed));
        return spans == 0 ? text : $"{text} {T("{0} without a market or with the breaker tripped.", Figures.Plural(spans, T("stretch"), T("stretches")))}";
    }
}
