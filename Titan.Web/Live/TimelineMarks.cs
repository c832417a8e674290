using System.Globalization;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>What stands on the timeline, the lesser before the greater.</summary>
public enum TimelineKind
{
    Approved,
    Denied,
    Opened,
    Closed,
}

/// <summary>One thing that happened, before it has a place.</summary>
/// <param name="Net">Net gain of a closed trade, USDT.</param>
/// <param name="Decision">Sequence of the decision it belongs to; 0 when the journal's rows here do not hold it.</param>
/// <param name="Address">Where its record is; null when nothing was recorded.</param>
public sealed record TimelineEvent(DateTimeOffset At, TimelineKind Kind, string Symbol, decimal Net, long Decision, string? Address)
{
    /// <summary>Trades have a row above the signals, so that none hides the other.</summary>
    public bool IsTrade => Kind is TimelineKind.Opened or TimelineKind.Closed;

    public string Coin => Symbol.EndsWith("USDT", StringComparison.Ordinal) && Symbol.Length > 4 ? Symbol[..^4] : Symbol;
}

/// <summary>One mark of the timeline: one thing, or several that share a column. Place in percent of the width.</summary>
/// <param name="Name">What it is, for those who cannot see it and for the pointer.</param>
public sealed record TimelineMark(string Key, decimal Place, TimelineKind Kind, Tone Tone, string Label, TimelineLabel Room, string Name, string? Address, bool IsChosen);

/// <summary>Marks with a place: what falls into one column of one row is one mark, which leads to the open decision, else to the newest of the greatest.</summary>
public static class TimelineMarks
{
    /// <summary>Columns of the strip; a mark is about as wide as one at the usual width.</summary>
    public const int Columns = 160;

    /// <param name="events">What happened, in any order.</param>
    /// <param name="window">The stretch that is shown; what lies outside is left out.</param>
    /// <param name="chosen">Sequence of the open decision.</param>
    /// <param name="spans">Labels that come first: place and text.</param>
    /// <returns>Marks by time, and the room of the labels that came first.</returns>
    public static (ValueList<TimelineMark> Marks, TimelineLabel[] Spans) Of(IEnumerable<TimelineEvent> events, TimelineWindow window, long chosen, IReadOnlyList<(decimal Place, string Text)> spans)
    {
        var groups = events.Where(one => window.Holds(one.At)).GroupBy(one => (one.IsTrade, Column: Math.Min(Columns - 1, (int)(window.Place(one.At) * Columns / 100m))))
            .Select(group => MarkOf([.. group], window, chosen)).OrderBy(mark => mark.Place).ThenBy(mark => mark.Key, StringComparer.Ordinal).ToArray();

        // The newest results first, then what is open.
        var wanted = Enumerable.Range(0, groups.Length).OrderByDescending(index => groups[index].Kind).ThenByDescending(index => groups[index].Place).ToArray();
        var rooms = TimelineLabels.Place([.. spans, .. wanted.Select(index => (groups[index].Place, groups[index].Label))]);
        for (var index = 0; index < wanted.Length; index++)
        {
            groups[wanted[index]] = groups[wanted[index]] with { Room = rooms[spans.Count + index] };
        }

        return ([.. groups], rooms[..spans.Count]);
    }

    private static TimelineMark MarkOf(TimelineEvent[] group, TimelineWindow window, long chosen)
    {
        var lead = group.OrderByDescending(one => !one.IsTrade && one.Decision == chosen && chosen > 0).ThenByDescending(one => one.Kind).ThenByDescending(one => one.At).First();
        var kind = group.Max(one => one.Kind);
        var closed = group.Where(one => one.Kind == TimelineKind.Closed).ToArray();
        var net = closed.Sum(one => one.Net);
        return new TimelineMark(
            string.Create(CultureInfo.InvariantCulture, $"{(lead.IsTrade ? "t" : "s")}{lead.At.UtcTicks}"),
            window.Place(lead.At),
            kind,
            kind switch { TimelineKind.Closed => Tones.OfGain(net), TimelineKind.Opened => Tone.Accent, TimelineKind.Denied => Tone.Warn, _ => Tone.Muted },
            LabelOf(lead, kind, closed.Length, net),
            default,
            NameOf(lead, group.Length),
            lead.Address,
            !lead.IsTrade && chosen > 0 && lead.Decision == chosen);
    }

    private static string LabelOf(TimelineEvent lead, TimelineKind kind, int closed, decimal net) => kind switch
    {
        TimelineKind.Closed => closed == 1 ? $"{lead.Coin} {Figures.SignedMoney(net)}" : $"{closed.ToString(CultureInfo.InvariantCulture)} × {Figures.SignedMoney(net)}",
        TimelineKind.Opened => T("{0} in", lead.Coin),
        _ => "",
    };

    private static string NameOf(TimelineEvent lead, int count)
    {
        var what = lead.Kind switch
        {
            TimelineKind.Closed => T("{0} closed, net {1} USDT", lead.Symbol, Figures.SignedMoney(lead.Net)),
            TimelineKind.Opened => T("{0} entered", lead.Symbol),
            TimelineKind.Denied => T("{0} denied", lead.Symbol),
            _ => T("{0} approved", lead.Symbol),
        };
        return count == 1 ? $"{ViewerZone.Clock(lead.At)} {what}" : $"{ViewerZone.Clock(lead.At)} {what} {T("and {0} more", count - 1)}";
    }
}
