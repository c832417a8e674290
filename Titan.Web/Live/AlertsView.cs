using System.Collections.Immutable;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One alert: severity word, what happened, when.</summary>
public sealed record AlertRow(long Sequence, string Severity, Tone Tone, string Message, string At, [property: Cell] string Age)
{
    /// <summary>Who acknowledged it; empty while nobody did.</summary>
    public string SeenBy { get; init; } = "";

    /// <summary>Where it is kept.</summary>
    public string Address { get; init; } = "";
}

/// <summary>The newest alerts of the last day.</summary>
public sealed record AlertsView(ValueList<AlertRow> Rows, string Summary)
{
    private const int Shown = 5;

    /// <summary>Those that nobody acknowledged come first; each group newest first.</summary>
    public static AlertsView From(EngineSnapshot snapshot, DateTimeOffset now, ImmutableDictionary<long, Acknowledgement>? seen = null)
    {
        var recent = snapshot.Alerts.Where(alert => now - alert.At <= TimeSpan.FromHours(24)).ToArray();
        bool IsOpen(AlertView alert) => alert.WantsAcknowledgement && seen?.ContainsKey(alert.Sequence) != true;
        var open = recent.Count(IsOpen);
        return new AlertsView(
            [.. recent.OrderByDescending(IsOpen).Take(Shown).Select(alert => RowOf(alert, now) with { SeenBy = seen?.GetValueOrDefault(alert.Sequence)?.By ?? "" })],
            recent.Length == 0 ? T("none in 24 h") : open == 0 ? T("all acknowledged") : T("{0} not acknowledged", open));
    }

    private static AlertRow RowOf(AlertView alert, DateTimeOffset now)
    {
        var tone = alert.Severity switch
        {
            AlertSeverity.Critical => Tone.Critical,
            AlertSeverity.High => Tone.High,
            AlertSeverity.Medium => Tone.Warn,
            _ => Tone.Accent,
        };
        return new AlertRow(alert.Sequence, HistoryRow.WordOf(alert.Severity.ToString()), tone, Said(alert.Message), Figures.Clock(alert.At), Figures.Age(now - alert.At))
        {
            Address = FormattableString.Invariant($"alerts?id={alert.Sequence}"),
        };
    }
}
