using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One figure: key, value with unit, a line of context.</summary>
public sealed record Tile(string Key, [property: Cell] string Value, string Unit, [property: Cell] string Context, [property: Cell] Tone Tone = Tone.Plain, [property: Cell] string Note = "", [property: Cell] Tone NoteTone = Tone.Muted)
{
    /// <summary>End of the key, left out where there is no room.</summary>
    public string KeyRest { get; init; } = "";
}

/// <summary>Drawdown's meter: needle and zone borders in percent of the width; null needle when unknown.</summary>
public sealed record ZoneMeter([property: Cell] decimal? Needle, decimal WatchAt, decimal HighAt, decimal LimitAt, [property: Cell] Tone Tone);

/// <summary>The seven tiles on top of the overview.</summary>
public sealed record TilesView(
    Tile Equity, Tile Phase, Tile Drawdown, ZoneMeter Meter, Tile DailyPnl, Tile WinRate, Tile OpenPositions, Tile TotalLeverage, bool IsStale)
{
    public static TilesView From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var book = snapshot.Equity;
        var zones = DrawdownZones.Of(snapshot.Identity.Limits);
        var known = book.Known;
        var percent = book.DailyDrawdown * 100m;
        var (word, tone) = known ? zones.Judge(percent) : (T("unknown"), Tone.Unknown);
        return new TilesView(
            EquityOf(snapshot, now),
            PhaseOf(snapshot),
            known
                ? new Tile(T("Drawdown"), Figures.Drawdown(book.DailyDrawdown, snapshot.Identity.Limits.MaxDailyDrawdown), T("% · of −{0} %", Figures.Short(zones.Limit)), "", Tone.Plain, word, tone) { KeyRest = T(", today") }
                : new Tile(T("Drawdown"), Figures.Unknown, "", T("Equity is unknown; the breaker does not guess."), Tone.Unknown, word, tone) { KeyRest = T(", today") },
            new ZoneMeter(known ? zones.Place(percent) : null, zones.Place(zones.Watch), zones.Place(zones.High), zones.Place(zones.Limit), tone),
            DailyOf(snapshot),
            WinsOf(snapshot.Statistics),
            PositionsOf(snapshot),
            LeverageOf(snapshot),
            known && !snapshot.EquityFresh);
    }

    private static Tile EquityOf(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var book = snapshot.Equity;
        if (!book.Known)
        {
            return new Tile(T("Equity"), Figures.Unknown, "USDT", T("wallet not told yet, entries wait"), Tone.Unknown);
        }

        var age = now - book.AsOf;
        return new Tile(
            T("Equity"),
            Figures.Money(book.Equity),
            "USDT",
            snapshot.EquityFresh
                ? T("wallet {0} · open {1}", Figures.Money(book.WalletBalance), Figures.SignedMoney(book.UnrealizedPnl))
                : T("{0} old. Entries wait for a fresh value.", Figures.Age(age)),
            snapshot.EquityFresh ? Tone.Plain : Tone.Stale,
            age.TotalSeconds < 1.5 ? "" : Figures.Age(age),
            snapshot.EquityFresh ? Tone.Muted : Tone.Stale);
    }

    // The Brain's phase, which has a hysteresis; by equity alone (seed 001, spec titan-trading 3.2) before the Brain said one.
    private static Tile PhaseOf(EngineSnapshot snapshot)
    {
        var book = snapshot.Equity;
        var (name, state) = StrategiesOf(snapshot);
        if (!book.Known)
        {
            return new Tile(T("Phase"), Figures.Unknown, name, state, Tone.Unknown);
        }

        var phase = snapshot.BrainView.Phase ?? (book.Equity < 5_000m ? 1 : book.Equity < 50_000m ? 2 : 3);
        return new Tile(T("Phase"), Figures.Short(phase), name, state);
    }

    // Name and state stand on lines of their own: together they are wider than the tile.
    private static (string Name, string State) StrategiesOf(EngineSnapshot snapshot)
    {
        var strategies = snapshot.Strategies;
        return strategies.Length switch
        {
            0 => ("", T("no strategy runs")),
            1 => (strategies[0].Name, strategies[0].State),
            _ => (T("{0} strategies", strategies.Length), string.Join(" · ", strategies.Select(strategy => strategy.State).Distinct(StringComparer.Ordinal))),
        };
    }

    private static Tile DailyOf(EngineSnapshot snapshot)
    {
        var book = snapshot.Equity;
        return book.Known
            ? new Tile(
                T("Daily P&L"),
                Figures.SignedMoney(book.DailyPnl),
                "USDT",
                T("{0} % · realized {1}", Figures.Signed(book.DailyPnlFraction * 100m, 2), Figures.SignedMoney(snapshot.Statistics.RealizedToday)),
                Tones.OfGain(book.DailyPnl))
            : new Tile(T("Daily P&L"), Figures.Unknown, "USDT", T("day start not known"), Tone.Unknown);
    }

    private static Tile WinsOf(TradingStatistics statistics) => statistics.WinRate is { } rate
        ? new Tile(T("Win rate"), Figures.Rate(rate), "%", T("{0} of {1}", statistics.Wins, statistics.Closed))
        : new Tile(T("Win rate"), Figures.Missing, "", T("no closed trade yet"), Tone.Muted);

    private static Tile PositionsOf(EngineSnapshot snapshot)
    {
        var longs = snapshot.Positions.Count(view => view.Position.IsLong);
        var shorts = snapshot.Positions.Length - longs;
        var sides = (longs, shorts) switch
        {
            (0, 0) => T("flat"),
            (_, 0) => T("{0} long", longs),
            (0, _) => T("{0} short", shorts),
            _ => T("{0} long · {1} short", longs, shorts),
        };
        return snapshot.Version == 0
            ? new Tile(T("Open positions"), Figures.Unknown, "", T("not restored yet"), Tone.Unknown)
            : new Tile(T("Open positions"), Figures.Short(snapshot.Positions.Length), T("of {0}", snapshot.Identity.Limits.MaxPositions), sides);
    }

    private static Tile LeverageOf(EngineSnapshot snapshot)
    {
        var limits = snapshot.Identity.Limits;
        var notional = snapshot.Positions.Sum(view => view.Position.Quantity * (view.MarkPrice ?? view.Position.EntryPrice));
        return snapshot.TotalLeverage is { } leverage
            ? new Tile(T("Total leverage"), Figures.Leverage(leverage), T("of {0}", Figures.LeverageLimit(limits.MaxTotalLeverage)), snapshot.BrainView.Tier is { } tier ? T("{0} tier · notional {1}", tier, Figures.Money(notional)) : T("notional {0}", Figures.Money(notional)),
                leverage > limits.MaxTotalLeverage ? Tone.Critical : Tone.Plain)
            : new Tile(T("Total leverage"), Figures.Unknown, "", T("needs a known equity"), Tone.Unknown);
    }
}
