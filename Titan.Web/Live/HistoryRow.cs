using Titan.Engine.Journal;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One line of the alert and event lists, ready to read.</summary>
public sealed record HistoryRow(long Sequence, string Severity, Tone Tone, string Code, string Message, string Symbol, string Correlation, string At, string Zone)
{
    /// <summary>Severities of alerts that somebody should acknowledge, worst first.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["Critical", "High", "Medium", "Low"];

    /// <summary>Severities by which the list of alerts is filtered: good news too.</summary>
    public static IReadOnlyList<string> Listed { get; } = [.. Severities, nameof(AlertSeverity.Info)];

    /// <summary>It asks nothing of anybody: an event, shown and never acknowledged.</summary>
    public bool IsEvent { get; init; }

    /// <summary>The words of the journal, where they are not those of the reader: logs, API and the search know only these.</summary>
    public string? Journaled { get; init; }

    public static HistoryRow Of(HistoryEvent one)
    {
        var said = Said(one.Message);
        return new HistoryRow(
            one.Sequence, WordOf(one.Severity), ToneOf(one.Severity), one.Type, said, one.Symbol ?? "", one.Correlation ?? "", ViewerZone.Stamp(one.At), ViewerZone.Label(one.At))
        {
            IsEvent = one.Severity == nameof(AlertSeverity.Info),
            Journaled = said == one.Message ? null : one.Message,
        };
    }

    public static string WordOf(string severity) => T(severity.ToUpperInvariant());

    public static Tone ToneOf(string severity) => severity switch
    {
        nameof(AlertSeverity.Critical) => Tone.Critical,
        nameof(AlertSeverity.High) => Tone.High,
        nameof(AlertSeverity.Medium) => Tone.Warn,
        nameof(AlertSeverity.Low) => Tone.Accent,
        _ => Tone.Muted,
    };
}

/// <summary>One page of lines with where the next older one begins; 0 when there is none.</summary>
public sealed record HistoryRows(ValueList<HistoryRow> Rows, long Older)
{
    /// <summary>One more row than shown is asked for, so that the last page knows that it is the last.</summary>
    public static HistoryRows Of(IReadOnlyList<HistoryEvent> found, int shown) =>
        new([.. found.Take(shown).Select(HistoryRow.Of)], found.Count > shown ? found[shown - 1].Sequence : 0);
}

/// <summary>The alerts tab: the rows, the one that is open, and the last day by hour.</summary>
public sealed record AlertsAnswer(HistoryRows Page, HistoryRow? Chosen, AlertHours Hours);

/// <summary>Alerts of the last 24 hours: one line per severity, one cell per hour, oldest first.</summary>
public sealed record AlertHours(ValueList<AlertHourLine> Lines, ValueList<string> Hours, string Zone, int Total)
{
    private const int Shown = 24;

    public static AlertHours Of(IReadOnlyList<AlertTally> tally, DateTimeOffset now)
    {
        var last = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var hours = Enumerable.Range(0, Shown).Select(i => last.AddHours(i - Shown + 1)).ToArray();
        return new AlertHours(
            [.. HistoryRow.Severities.Select(severity => new AlertHourLine(
                HistoryRow.WordOf(severity), HistoryRow.ToneOf(severity), [.. hours.Select(hour => tally.Where(one => one.Hour == hour && one.Severity == severity).Sum(one => one.Count))]))],
            [.. hours.Select(hour => ViewerZone.Clock(hour)[..2])],
            ViewerZone.Label(now),
            tally.Where(one => one.Hour >= hours[0]).Sum(one => one.Count));
    }

    /// <summary>First moment of the oldest cell.</summary>
    public static DateTimeOffset Since(DateTimeOffset now) => new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1 - Shown);
}

/// <summary>Counts of one severity, an hour each.</summary>
public sealed record AlertHourLine(string Severity, Tone Tone, ValueList<int> Counts);
