using System.Globalization;
using System.Text.RegularExpressions;
using Titan.Engine.Journal;

namespace Titan.Web.Live;

/// <summary>Somebody has seen an alert: which one by its sequence, who, when, and what the next person should know.</summary>
public sealed partial record Acknowledgement(long Alert, string By, DateTimeOffset At, string? Note)
{
    /// <summary>Name of the act in the audit.</summary>
    public const string Act = "ack-alert";

    /// <summary>How the act names its alert in the audit's detail.</summary>
    public static string DetailOf(long alert, string code) => string.Create(CultureInfo.InvariantCulture, $"#{alert} {code}");

    /// <summary>The acknowledgement that an audit row holds; null when it holds none.</summary>
    public static Acknowledgement? Of(AuditRow row) =>
        row is { Action: Act, Result: "Done" } && Number().Match(row.Detail ?? "") is { Success: true } found
        && long.TryParse(found.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var alert)
            ? new Acknowledgement(alert, row.Actor, row.At, string.IsNullOrWhiteSpace(row.Reason) ? null : row.Reason)
            : null;

    [GeneratedRegex(@"^#(\d{1,18})\b")]
    private static partial Regex Number();
}
