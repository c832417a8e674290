using Microsoft.AspNetCore.Components;
using Titan.Engine.Configuration;
using Titan.Web.Live;

namespace Titan.Web.Tuning;

/// <summary>Old against new, which way each limit goes, and what it means right now; for a draft and for a return to a version alike.</summary>
public sealed partial class LimitChanges
{
    [Parameter, EditorRequired]
    public required LimitReview Review { get; set; }

    /// <summary>In force.</summary>
    [Parameter, EditorRequired]
    public required RiskConfig Now { get; set; }

    [Parameter, EditorRequired]
    public required string NewHead { get; set; }

    /// <summary>What stands right now; null while nobody knows.</summary>
    [Parameter]
    public LimitFigures? Figures { get; set; }

    /// <summary>Rows that are no limits.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private IReadOnlyList<OutlookNote> Notes { get; set; } = [];

    private IReadOnlyList<(LimitLine Line, LimitWords Words)> Rows { get; set; } = [];

    private LimitRuler? Ruler { get; set; }

    protected override void OnParametersSet()
    {
        Notes = Figures is { } figures ? LimitOutlook.Of(Now, Review.Risk, figures) : [];
        Rows = [.. Review.Lines.Select(line => (line, LimitWords.Of(line, Now, Review.Risk, Figures, Notes)))];
        Ruler = LimitRuler.Of(Now.MaxDailyDrawdown, Review.Risk.MaxDailyDrawdown, Figures, NewHead.ToLowerInvariant());
    }

    private static string IconOf(Tone tone) => tone switch
    {
        Tone.Unknown => "question",
        Tone.Plain => "circle",
        _ => "warning",
    };

    private static string Fill(Tone tone) => tone == Tone.Critical ? "fill-critical" : "fill-high";
}
