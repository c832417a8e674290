using static Titan.Web.Languages.Words;

namespace Titan.Web.Controls;

/// <summary>The tabs of everything that was or is held.</summary>
internal static class PositionTabs
{
    public static IReadOnlyList<PageTab> All =>
    [
        new("open", T("Open"), "positions"),
        new("trades", T("Trades"), "positions/history"),
        new("orders", T("Orders"), "positions/history?tab=orders"),
    ];
}
