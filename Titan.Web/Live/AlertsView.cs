using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>One alert: severity word, what happened, when.</summary>
public sealed record AlertRow(long Sequence, string Severity, Tone Tone, string Message, string At, string Age);

/// <summary>The newest alerts of the last day.</summary>
public sealed record AlertsView(ValueList<AlertRow> Rows, string Summary)
{
    private const int Shown = 5;

    public static AlertsView From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var recent = snapshot.Alerts.Where(alert => now - alert.At <= TimeSpan.FromHours(24)).ToArray();
        return new AlertsView(
            [.. recent.Take(Shown).Select(alert => RowOf(alert, now))],
            recent.Length == 0 ? "none in 24 h" : $"{recent.Length} in 24 h");
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
        return new AlertRow(alert.Sequence, alert.Severity.ToString().ToUpperInvariant(), tone, alert.Message, Figures.Clock(alert.At), Figures.Age(now - alert.At));
    }
}
