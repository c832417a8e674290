using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One precondition of arming as the strip shows it.</summary>
public sealed record ChecklistItem(string Name, [property: Cell] string Value, string Cure, Tone Tone, string Glyph);

/// <summary>The preconditions of arming in one strip: failing ones first, with value and cure; what is not installed says so and blocks nothing.</summary>
public sealed record ChecklistView(string Headline, Tone Tone, ValueList<ChecklistItem> Items)
{
    public static ChecklistView From(EngineSnapshot snapshot)
    {
        if (snapshot.Preconditions.Length == 0)
        {
            return new ChecklistView(T("Not checked yet"), Tone.Unknown, []);
        }

        var total = snapshot.Preconditions.Length;
        var failing = snapshot.Preconditions.Count(one => one.Blocks);
        var met = snapshot.Preconditions.Count(one => one is { Installed: true, Met: true });
        var headline = failing > 0 ? T("{0} of {1} not met", failing, total)
            : snapshot.Arm.State == ArmState.Armed ? T("{0} of {1} met", met, total)
            : T("Ready to arm, {0} of {1}", met, total);
        return new ChecklistView(
            headline,
            failing > 0 ? Tone.Critical : Tone.Ok,
            [.. snapshot.Preconditions.OrderBy(RankOf).Select(ItemOf)]);
    }

    private static int RankOf(Precondition one) => one.Blocks ? one.Met is null ? 1 : 0 : one.Installed ? 2 : 3;

    private static ChecklistItem ItemOf(Precondition one)
    {
        var (tone, glyph) = one switch
        {
            { Installed: false } => (Tone.Muted, "dash"),
            { Met: true } => (Tone.Ok, "check"),
            { Met: null } => (Tone.Unknown, "question"),
            _ => (Tone.Critical, "cross"),
        };
        return new ChecklistItem(Said(one.Name), Said(one.Value), one.Blocks ? Said(one.Cure) : "", tone, glyph);
    }
}
