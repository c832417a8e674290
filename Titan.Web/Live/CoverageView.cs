using Titan.Engine.Journal;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One stretch of a position's life with the same share under a live stop; place and width in percent of the bar.</summary>
public sealed record CoverageSpan(decimal Start, decimal Width, Tone Tone, string Text);

/// <summary>A position's stop coverage from its opening to now, naked stretches drawn over the rest and never too narrow to be seen.</summary>
public sealed record CoverageView(ValueList<CoverageSpan> Spans, string Since, string Summary)
{
    /// <summary>0.8 %: about three pixels of the panel.</summary>
    private const decimal Narrowest = 0.8m;

    /// <param name="steps">What the journal says, oldest first; at least one.</param>
    /// <param name="decimals">Decimals of the quantity.</param>
    /// <param name="now">Engine time: the bar's right end.</param>
    public static CoverageView Of(IReadOnlyList<CoverageStep> steps, int decimals, DateTimeOffset now)
    {
        var (from, life) = (steps[0].At, Math.Max(1, (now - steps[0].At).Ticks));
        Func<DateTimeOffset, string> when = life > TimeSpan.TicksPerDay ? ViewerZone.Stamp : ViewerZone.Clock;
        var spans = new List<CoverageSpan>();
        var naked = TimeSpan.Zero;
        for (var index = 0; index < steps.Count; index++)
        {
            var (step, end) = (steps[index], index + 1 < steps.Count ? steps[index + 1].At : now);
            var lasted = end > step.At ? end - step.At : TimeSpan.Zero;
            var tone = step.Covered >= step.Size ? Tone.Ok : step.Covered > 0 ? Tone.High : Tone.Critical;
            naked += tone == Tone.Ok ? TimeSpan.Zero : lasted;
            var width = Math.Round(100m * lasted.Ticks / life, 2);
            width = tone == Tone.Ok ? width : Math.Max(width, Narrowest);
            spans.Add(new CoverageSpan(
                Math.Min(Math.Round(100m * (step.At - from).Ticks / life, 2), 100m - width), width, tone,
                T("{0} for {1}: {2} of {3} under a live stop", when(step.At), Figures.NakedTime(lasted.TotalSeconds), Figures.Exact(step.Covered, decimals), Figures.Exact(step.Size, decimals))));
        }

        // What is missing lies on top.
        return new CoverageView(
            [.. spans.Where(static span => span.Tone == Tone.Ok), .. spans.Where(static span => span.Tone != Tone.Ok)],
            T("{0} open · {1} naked", when(from), Figures.NakedTime(naked.TotalSeconds)),
            T("Stop coverage since {0}: naked for {1} in all, now {2} of {3} covered", ViewerZone.Stamp(from), Figures.NakedTime(naked.TotalSeconds), Figures.Exact(steps[^1].Covered, decimals), Figures.Exact(steps[^1].Size, decimals)));
    }
}

/// <summary>When a coverage bar has to be read or drawn anew: another position, another size or cover, or a hundredth more of its life.</summary>
public sealed record CoverageMark(string Id, decimal Covered, decimal Size, int Decimals, int Age)
{
    /// <summary>The mark of this instrument's position; null when none is open.</summary>
    public static CoverageMark? Of(Titan.Engine.Kernel.EngineSnapshot snapshot, string symbol, DateTimeOffset now) =>
        snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == symbol) is { } view
            ? new CoverageMark(
                view.Position.Id, Math.Min(view.Position.CoveredQuantity, view.Position.Quantity), view.Position.Quantity, view.QuantityDecimals,
                AgeOf((now - view.Position.OpenedAt).TotalSeconds))
            : null;

    // Whole seconds at first, then hundredths of what it has lived.
    private static int AgeOf(double seconds) => seconds < 100 ? (int)seconds : 100 + (int)(Math.Log(seconds / 100) * 100);
}
