namespace Titan.Web.Live;

/// <summary>Where a label leans and from which width of the page on there is room for it.</summary>
/// <param name="Anchor">start, middle or end, as SVG says it.</param>
/// <param name="Fits">narrow, medium or wide: a class; empty when there is no room anywhere.</param>
public readonly record struct TimelineLabel(string Anchor, string Fits);

/// <summary>
/// Gives labels on one row room so that none touches another, at three widths of the page. What fits where there is little room also fits where there is
/// more. Widths of text are estimated: the server does not measure.
/// </summary>
public static class TimelineLabels
{
    /// <summary>Pixels of one letter of the label's size, a little generous, and of the air beside a label.</summary>
    private const decimal Letter = 6.6m;
    private const decimal Air = 12m;

    // Pixels that the strip has at least: on any phone, beside no rail, and beside the rail from 1280 on.
    private static readonly (string Name, decimal Pixels)[] Widths = [("narrow", 264m), ("medium", 580m), ("wide", 1_140m)];

    /// <param name="wanted">Place in percent and text of each label, the most important first; an empty text wants nothing.</param>
    public static TimelineLabel[] Place(IReadOnlyList<(decimal Place, string Text)> wanted)
    {
        var labels = new TimelineLabel[wanted.Count];
        foreach (var (name, pixels) in Widths)
        {
            var taken = new List<(decimal From, decimal To)>();
            for (var index = 0; index < labels.Length; index++)
            {
                if (labels[index].Fits is { Length: > 0 })
                {
                    taken.Add(Extent(wanted[index], labels[index].Anchor, pixels));
                }
            }

            for (var index = 0; index < labels.Length; index++)
            {
                var anchor = AnchorOf(wanted[index], pixels);
                var extent = Extent(wanted[index], anchor, pixels);
                if (labels[index].Fits is not { Length: > 0 } && wanted[index].Text.Length > 0 && !taken.Exists(other => extent.From < other.To && other.From < extent.To))
                {
                    labels[index] = new TimelineLabel(anchor, name);
                    taken.Add(extent);
                }
                else if (labels[index].Fits is null)
                {
                    labels[index] = new TimelineLabel("middle", "");
                }
            }
        }

        return labels;
    }

    /// <summary>From where to where a label reaches, percent of a strip of this width.</summary>
    public static (decimal From, decimal To) Extent((decimal Place, string Text) label, string anchor, decimal pixels)
    {
        var width = WidthOf(label.Text, pixels);
        return anchor switch
        {
            "start" => (label.Place, label.Place + width),
            "end" => (label.Place - width, label.Place),
            _ => (label.Place - (width / 2m), label.Place + (width / 2m)),
        };
    }

    private static string AnchorOf((decimal Place, string Text) label, decimal pixels)
    {
        var half = WidthOf(label.Text, pixels) / 2m;
        return label.Place < half ? "start" : label.Place > 100m - half ? "end" : "middle";
    }

    private static decimal WidthOf(string text, decimal pixels) => ((text.Length * Letter) + Air) / pixels * 100m;
}
