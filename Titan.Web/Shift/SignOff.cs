using Titan.Engine.Journal;

namespace Titan.Web.Shift;

/// <summary>Somebody went through a list: which, who, when, what was still open, and what the next person should know.</summary>
/// <param name="Sequence">Place in the audit; 0 until it was read back.</param>
/// <param name="Summary">"7 of 7", or with what was open.</param>
/// <param name="Taken">True for the row in which the next person takes the shift over.</param>
public sealed record SignOff(ShiftList List, string By, DateTimeOffset At, string Summary, string? Note, long Sequence = 0, bool Taken = false)
{
    /// <summary>Names of the two acts in the audit.</summary>
    public const string Act = "checklist-signed";
    public const string TakeAct = "shift-taken";

    /// <summary>How the act names its list in the audit's detail.</summary>
    public static string DetailOf(ShiftList list, string summary) => $"{list.Slug()}: {summary}";

    /// <summary>The sign-off that an audit row holds; null when it holds none.</summary>
    public static SignOff? Of(AuditRow row)
    {
        if (row is not { Result: "Done", Detail: { } detail } || row.Action is not (Act or TakeAct))
        {
            return null;
        }

        var colon = detail.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && ShiftLists.Of(detail[..colon]) is { } list
            ? new SignOff(list, row.Actor, row.At, detail[(colon + 2)..], string.IsNullOrWhiteSpace(row.Reason) ? null : row.Reason, row.Sequence, row.Action == TakeAct)
            : null;
    }
}
