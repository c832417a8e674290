using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One open position opened: what it risks, what it cost so far, where it came from and where its record is.</summary>
public sealed record PositionDetailView(string Symbol, bool IsLong, string Mode, [property: Cell] string Pnl, [property: Cell] Tone PnlTone, PositionLadder? Ladder, ValueList<Fact> Facts, string? WhyAddress)
{
    /// <summary>The chosen position, else the first of the table; null when nothing is open.</summary>
    /// <param name="snapshot">Newest picture.</param>
    /// <param name="chosen">Symbol of the address.</param>
    /// <param name="first">Symbol of the table's first row.</param>
    /// <param name="now">Engine time.</param>
    public static PositionDetailView? From(EngineSnapshot snapshot, string? chosen, string? first, DateTimeOffset now)
    {
        var view = snapshot.Positions.FirstOrDefault(one => one.Position.Instrument.Value == chosen) ?? snapshot.Positions.FirstOrDefault(one => one.Position.Instrument.Value == first);
        if (view is null)
        {
            return null;
        }

        var position = view.Position;
        return new PositionDetailView(
            position.Instrument.Value,
            position.IsLong,
            snapshot.Identity.Mode,
            view.UnrealizedPnl is { } pnl ? Figures.SignedMoney(pnl) : Figures.Unknown,
            view.UnrealizedPnl is { } gain ? Tones.OfGain(gain) : Tone.Unknown,
            PositionLadder.Of(view),
            [.. FactsOf(view, snapshot.Equity, now)],
            string.IsNullOrEmpty(position.Correlation.Value) ? null : FormattableString.Invariant($"why?signal={Uri.EscapeDataString(position.Correlation.Value)}&at={position.OpenedAt.ToUnixTimeMilliseconds()}"));
    }

    private static IEnumerable<Fact> FactsOf(PositionView view, EquityBook equity, DateTimeOffset now)
    {
        var position = view.Position;
        yield return new Fact(T("Margin used"), view.MarginUsed is { } margin ? $"{Figures.Money(margin)} USDT" : Figures.Unknown, "", view.MarginUsed is null ? Tone.Unknown : Tone.Plain);
        yield return AtStop(position, equity);
        yield return At(T("Gain at target"), position.TakeProfit, position, equity);
        yield return view.LiquidationPrice is > 0 and { } liquidation
            ? new Fact(T("Liquidation"), Figures.Exact(liquidation, view.PriceDecimals), Away(liquidation, view.MarkPrice))
            : new Fact(T("Liquidation"), Figures.Missing, T("the venue names none"), Tone.Muted);
        yield return new Fact(T("Fees paid, funding"), T("{0} and {1}", Figures.Money(position.Fees), Figures.SignedMoney(-position.Funding)));
        foreach (var funding in FundingFacts.Of(view, now))
        {
            yield return funding;
        }

        yield return new Fact(T("Naked, total"), Figures.NakedTime(view.NakedSecondsTotal), T("now {0}", Figures.NakedTime(view.NakedSecondsNow)), view.NakedSecondsNow > 0 ? Tone.Critical : Tone.Plain);
        yield return new Fact(T("Held"), Figures.Age(now - position.OpenedAt), T("since {0}", ViewerZone.Stamp(position.OpenedAt)));
        yield return new Fact(T("Trap"), position.TrapType ?? Figures.Missing, position.Strategy.Length > 0 ? position.Strategy : T("by hand"));
        yield return position.Origin == PositionOrigin.Adopted
            ? new Fact(T("Origin"), T("found on the venue"), T("nobody here opened it"), Tone.Warn)
            : new Fact(T("Origin"), T("engine"));
    }

    private static Fact AtStop(Position position, EquityBook equity) => position.StopLoss is null
        ? new Fact(T("Loss at stop"), T("no stop"), T("everything is at risk"), Tone.Critical)
        : At(T("Loss at stop"), position.StopLoss, position, equity);

    private static Fact At(string name, decimal? price, Position position, EquityBook equity)
    {
        if (price is not { } there)
        {
            return new Fact(name, Figures.Missing, "", Tone.Muted);
        }

        var money = position.UnrealizedPnl(there);
        var share = equity is { Known: true, Equity: > 0 } ? T("{0} % of equity", Figures.Signed(money / equity.Equity * 100m, 2)) : "";
        return new Fact(name, $"{Figures.SignedMoney(money)} USDT", share, Tones.OfGain(money));
    }

    private static string Away(decimal price, decimal? mark) => mark is > 0 and { } from ? T("{0} % away", Figures.Signed((price - from) / from * 100m, 2)) : "";
}
