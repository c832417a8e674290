using Microsoft.AspNetCore.Components;
using Titan.Web.Cells;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>How much may still be lost before the machine stops us: one ruler and the sums that make it.</summary>
public sealed partial class RoomPanel
{
    private (RoomView, Freshness)? _drawn;

    [Parameter, EditorRequired]
    public required RoomView View { get; set; }

    [Parameter, EditorRequired]
    public required Freshness Freshness { get; set; }

    /// <summary>Path of the view, whose cells then move without drawing; null where nobody tells them.</summary>
    [Parameter]
    public string? Cells { get; set; }

    private string? Spot(string property) => CellPath.Of<RoomView>(Cells, property);

    protected override bool ShouldRender() => _drawn != (View, Freshness);

    protected override void OnAfterRender(bool firstRender) => _drawn = (View, Freshness);

    private static string Fill(Tone tone) => tone switch
    {
        Tone.Ok => "fill-ok",
        Tone.Warn => "fill-warn",
        Tone.High => "fill-high",
        Tone.Critical => "fill-critical",
        Tone.Muted => "fill-muted",
        _ => "fill-plain",
    };

    private static string? Place(string? at) => CellPath.Of<RulerMark>(at, nameof(RulerMark.Place));

    private static string? LabelPlace(string? at) => CellPath.Of<RulerMark>(at, nameof(RulerMark.LabelPlace));

    private static string Stroke(Tone tone) => tone.Css();

    // Labels that lean away from their mark keep a little air to it.
    private static string Nudge(RulerMark mark) => mark.Anchor switch { "start" => "-6", "end" => "6", _ => "0" };
}
