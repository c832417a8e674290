using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>
/// The hours around a decision as one strip that is walked with the arrow keys: one stop for Tab, at the open decision, because a hundred stops would
/// keep the keyboard from everything below. Every mark is a link to its record.
/// </summary>
public sealed partial class TimelineStrip
{
    private string? _entrance;

    protected override void OnParametersSet() =>
        _entrance = (View.Marks.FirstOrDefault(mark => mark.IsChosen) ?? View.Marks.LastOrDefault(mark => mark.Address is not null))?.Key;

    private static decimal Middle(TimelineSpan span) => span.From + (span.Width / 2m);
}
