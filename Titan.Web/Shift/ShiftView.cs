using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Shift;

/// <summary>One list as the page shows it.</summary>
public sealed record ShiftView(Freshness Freshness, ValueList<ShiftItem> Items, ValueList<SignOff> Past, string Last, bool AwaitsTaking)
{
    private const int PastShown = 10;

    public static ShiftView From(ShiftList list, EngineSnapshot snapshot, DateTimeOffset now, int openAlerts, SignOffs signed)
    {
        var last = signed.Last(list);
        return new ShiftView(
            Freshness.Of(snapshot, now), ShiftChecks.Of(list, snapshot, now, openAlerts), [.. signed.Known.Where(one => one.List == list).Take(PastShown)],
            last is null ? T("nobody signed it within a week") : T("signed by {0}, {1} ago", last.By, Figures.Age(now - last.At)),
            list == ShiftList.HandOver && last is not null && signed.Taken is null);
    }

    /// <summary>What the signature says: how many are met, and the names of the open ones.</summary>
    public string Summary
    {
        get
        {
            var open = Items.Where(static item => item.IsOpen).ToArray();
            return open.Length == 0
                ? FormattableString.Invariant($"{Items.Count} of {Items.Count}")
                : FormattableString.Invariant($"{Items.Count - open.Length} of {Items.Count}; open: {string.Join("; ", open.Select(static item => $"{item.Key} {item.Value}"))}");
        }
    }

    public bool HasOpen => Items.Any(static item => item.IsOpen);
}

/// <summary>The shift in one line for Overview: whether the morning list is signed today, and who holds the shift.</summary>
public sealed record ShiftLineView(string Morning, Tone MorningTone, string Holder, Tone HolderTone, string Note)
{
    public static ShiftLineView From(SignOffs signed, DateTimeOffset now)
    {
        var morning = signed.Last(ShiftList.Morning);
        var today = morning is not null && morning.At.UtcDateTime.Date == now.UtcDateTime.Date;
        var handed = signed.Last(ShiftList.HandOver);
        var (holder, tone) = (handed, signed.Taken) switch
        {
            (null, _) => (T("no hand-over within a week"), Tone.Muted),
            (_, { } taken) => (T("shift with {0} since {1}", taken.By, Figures.Clock(taken.At)), Tone.Plain),
            _ => (T("handed over by {0} at {1}, not taken yet", handed.By, Figures.Clock(handed.At)), Tone.Warn),
        };
        return new ShiftLineView(
            today ? T("morning list signed {0} by {1}", Figures.Clock(morning!.At), morning.By) : T("morning list not signed today"), today ? Tone.Ok : Tone.Muted, holder, tone, handed?.Note ?? "");
    }
}
