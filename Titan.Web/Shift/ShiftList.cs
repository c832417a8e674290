using static Titan.Web.Languages.Words;

namespace Titan.Web.Shift;

/// <summary>The desk's own lists: three of seed 002 "Daily Operations", and the hand-over from one person to the next.</summary>
public enum ShiftList
{
    Morning,
    PreMarket,
    EndOfDay,
    HandOver,
}

/// <summary>How a list is called in addresses and audit, and what people read.</summary>
public static class ShiftLists
{
    public static IReadOnlyList<ShiftList> All { get; } = Enum.GetValues<ShiftList>();

    /// <summary>Stable word: addresses and audit rows keep it.</summary>
    public static string Slug(this ShiftList list) => list switch
    {
        ShiftList.Morning => "morning",
        ShiftList.PreMarket => "pre-market",
        ShiftList.EndOfDay => "end-of-day",
        _ => "hand-over",
    };

    public static string Title(this ShiftList list) => list switch
    {
        ShiftList.Morning => T("Morning"),
        ShiftList.PreMarket => T("Pre-market"),
        ShiftList.EndOfDay => T("End of day"),
        _ => T("Hand-over"),
    };

    /// <summary>The list of a slug; null for a word that names none.</summary>
    public static ShiftList? Of(string? slug) => All.Where(list => list.Slug() == slug).Select(static list => (ShiftList?)list).FirstOrDefault();
}
