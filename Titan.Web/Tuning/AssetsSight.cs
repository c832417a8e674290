using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>One symbol with what is open in it.</summary>
/// <param name="Symbol">As the venue spells it.</param>
/// <param name="Listed">On the whitelist; else only something is still open in it.</param>
/// <param name="Watched">Its market data are followed; without them it is not entered.</param>
/// <param name="Position">LONG 0.052; empty with none.</param>
/// <param name="Entries">Entry orders at work.</param>
public sealed record AssetRow(string Symbol, bool Listed, bool Watched, string Position, int Entries)
{
    public bool IsHeld => Position.Length > 0;

    /// <summary>Whether it may be entered, and why not.</summary>
    public (string Words, string Icon, Tone Tone) State =>
        !Listed ? (T("not on the list, exits go on"), "warning", Tone.Warn)
        : Watched ? (T("may be entered"), "check-circle", Tone.Ok)
        : (T("listed, market data not followed yet"), "clock", Tone.Stale);
}

/// <summary>The whitelist in force, and what is open in symbols on it and off it.</summary>
public sealed record AssetsSight(string Mode, string? Version, ValueList<AssetRow> Rows)
{
    public int Listed => Rows.Count(row => row.Listed);

    /// <param name="snapshot">The moment.</param>
    /// <param name="asked">What files ask, for the moment before the engine's first word.</param>
    public static AssetsSight From(EngineSnapshot snapshot, IReadOnlyList<string> asked)
    {
        var listed = snapshot.Identity.Whitelist ?? asked;
        var held = snapshot.Positions.Select(view => view.Position.Instrument.Value).Except(listed, StringComparer.Ordinal);
        return new AssetsSight(
            snapshot.Identity.Mode, snapshot.Identity.VersionTag,
            [.. listed.Order(StringComparer.Ordinal).Select(symbol => RowOf(snapshot, symbol, true)), .. held.Order(StringComparer.Ordinal).Select(symbol => RowOf(snapshot, symbol, false))]);
    }

    private static AssetRow RowOf(EngineSnapshot snapshot, string symbol, bool listed) => new(
        symbol, listed, !snapshot.NotWatched.Contains(symbol),
        snapshot.Positions.FirstOrDefault(view => view.Position.Instrument.Value == symbol) is { Position.SignedQuantity: not 0 } open
            ? $"{(open.Position.SignedQuantity > 0 ? "LONG" : "SHORT")} {Figures.Exact(Math.Abs(open.Position.SignedQuantity), open.QuantityDecimals)}" : "",
        snapshot.WorkingOrders.Count(order => order.Instrument.Value == symbol && order.Purpose == OrderPurpose.Entry));
}
