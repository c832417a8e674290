using Titan.Engine.Journal;

namespace Titan.Web.Live;

/// <summary>One act, ready to read.</summary>
public sealed record AuditLine(long Sequence, string At, string Actor, string Roles, string Action, string Result, Tone Tone, string Reason, string Detail, string Door, string Hash)
{
    /// <summary>Enough of the hash to compare by eye.</summary>
    public string ShortHash => Hash.Length > 8 ? Hash[..8] : Hash;

    public static AuditLine Of(AuditRow row) => new(
        row.Sequence, ViewerZone.Stamp(row.At), row.Actor, row.Roles.Replace(",", ", ", StringComparison.Ordinal), row.Action, row.Result, ToneOf(row.Result), row.Reason ?? "", row.Detail ?? "", row.Door, row.Hash);

    private static Tone ToneOf(string result) => result.ToUpperInvariant() switch { "DONE" or "OK" => Tone.Plain, "ACCEPTED" => Tone.Plain, _ => Tone.Warn };
}

/// <summary>One page of acts with where the next older one begins; 0 when there is none.</summary>
public sealed record AuditRows(ValueList<AuditLine> Rows, long Older)
{
    public static AuditRows Of(IReadOnlyList<AuditRow> found, int shown) => new([.. found.Take(shown).Select(AuditLine.Of)], found.Count > shown ? found[shown - 1].Sequence : 0);
}
