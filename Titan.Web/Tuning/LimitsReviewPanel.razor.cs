using Microsoft.AspNetCore.Components;
using Titan.Engine.Configuration;
using Titan.Web.Dialogs;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>The draft before it is saved: old against new, what it means right now, what stands against it, why, and the one button.</summary>
public sealed partial class LimitsReviewPanel
{
    private ElementReference _heading;

    [Parameter, EditorRequired]
    public required LimitReview Review { get; set; }

    /// <summary>In force.</summary>
    [Parameter, EditorRequired]
    public required RiskConfig Now { get; set; }

    [Parameter, EditorRequired]
    public required LimitsDesk Desk { get; set; }

    [Parameter]
    public LimitFigures? Figures { get; set; }

    /// <summary>Tag of what is in force.</summary>
    [Parameter]
    public string? Version { get; set; }

    [Parameter]
    public bool MayChange { get; set; }

    [Parameter]
    public EventCallback OnDiscard { get; set; }

    [Parameter]
    public EventCallback OnSave { get; set; }

    [Parameter]
    public EventCallback OnExplained { get; set; }

    private bool HasReason => Desk.HasReason(Review.Loosens);

    // Another draft is asked about anew.
    private string Signature => string.Join('|', Review.Lines.Select(line => $"{line.Limit.Name} {line.Old} {line.New}"));

    // The nearest first.
    private string? Against =>
        Review.Problems.Count > 0 ? T("{0}: not in range, or no number. Nothing is saved until all is right.", Named(Review.Problems.Keys))
        : Desk.Refused.Count > 0 ? T("Refused by the engine: {0}", string.Join(" ", Desk.Refused.Values))
        : Review.Clashes.Count > 0 ? T("{0}: changed by somebody else since you began. Decide first which value counts.", Named(Review.Clashes.Keys))
        : Review.Others.Count > 0 ? T("The whole configuration would be refused.")
        : null;

    /// <summary>Brings it before the viewer's eyes.</summary>
    public Task FocusAsync() => ClosePositionDialog.TryFocusAsync(_heading);

    private static string Named(IEnumerable<string> names) => string.Join(", ", Limits.All.Where(limit => names.Contains(limit.Name, StringComparer.Ordinal)).Select(limit => limit.Title));

    private Task ExplainAsync(string reason)
    {
        Desk.Explain(reason);
        return OnExplained.InvokeAsync();
    }
}
