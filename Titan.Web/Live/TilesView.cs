using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>One figure: key, value with unit, a line of context.</summary>
public sealed record Tile(string Key, string Value, string Unit, string Context, Tone Tone = Tone.Plain, string Note = "", Tone NoteTone = Tone.Muted)
{
    /// <summary>End of the key, left out where there is no room.</summary>
    public string KeyRest { get; init; } = "";
}

/// <summary>Drawdown's meter: needle and zone borders in percent of the width; null needle when unknown.</summary>
public sealed record ZoneMeter(decimal? Needle, decimal WatchAt, decimal HighAt, decimal LimitAt, Tone Tone);

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
        var (word, tone) = known ? zones.Judge(percent) : ("unknown", Tone.Unknown);
        return new TilesView(
            EquityOf(snapshot, now),
            PhaseOf(snapshot),
            known
                ? new Tile("Drawdown", Figures.Drawdown(book.DailyDrawdown, snapshot.Identity.Limits.MaxDailyDrawdown), $"% · of −{Figures.Short(zones.Limit)} %", "", Tone.Plain, word, tone) { KeyRest = ", today" }
                : new Tile("Drawdown", Figures.Unknown, "", "Equity is unknown; the breaker does not guess.", Tone.Unknown, word, tone) { KeyRest = ", today" },
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
            return new Tile("Equity", Figures.Unknown, "USDT", "wallet not told yet, entries wait", Tone.Unknown);
        }

        var age = now - book.AsOf;
        return new Tile(
            "Equity",
            Figures.Money(book.Equity),
            "USDT",
            snapshot.EquityFresh
                ? $"wallet {Figures.Money(book.WalletBalance)} · open {Figures.SignedMoney(book.UnrealizedPnl)}"
                : $"{Figures.Age(age)} old. Entries wait for a fresh value.",
            snapshot.EquityFresh ? Tone.Plain : Tone.Stale,
            age.TotalSeconds < 1.5 ? "" : Figures.Age(age),
            snapshot.EquityFresh ? Tone.Muted : Tone.Stale);
    }

    // Displayed phase (seed 001, spec titan-trading 3.2): 1 under 5,000, 2 under 50,000, else 3.
    private static Tile PhaseOf(EngineSnapshot snapshot)
    {
        var book = snapshot.Equity;
        var running = string.Join(" · ", snapshot.Strategies.Select(strategy => $"{strategy.Name} {strategy.State}"));
        var context = running.Length > 0 ? running : "no strategy runs";
        return book.Known
            ? new Tile("Phase", book.Equity < 5_000m ? "1" : book.Equity < 50_000m ? "2" : "3", book.Equity < 5_000m ? "under 5,000" : book.Equity < 50_000m ? "under 50,000" : "from 50,000", context)
            : new Tile("Phase", Figures.Unknown, "", context, Tone.Unknown);
    }

    private static Tile DailyOf(EngineSnapshot snapshot)
    {
        var book = snapshot.Equity;
        return book.Known
            ? new Tile(
                "Daily P&L",
                Figures.SignedMoney(book.DailyPnl),
                "USDT",
                $"{Figures.Signed(book.DailyPnlFraction * 100m, 2)} % · realized {Figures.SignedMoney(snapshot.Statistics.RealizedToday)}",
                Tones.OfGain(book.DailyPnl))
            : new Tile("Daily P&L", Figures.Unknown, "USDT", "day start not known", Tone.Unknown);
    }

    private static Tile WinsOf(TradingStatistics statistics) => statistics.WinRate is { } rate
        ? new Tile("Win rate", Figures.Rate(rate), "%", $"{statistics.Wins} of {statistics.Closed}")
        : new Tile("Win rate", Figures.Missing, "", "no closed trade yet", Tone.Muted);

    private static Tile PositionsOf(EngineSnapshot snapshot)
    {
        var longs = snapshot.Positions.Count(view => view.Position.IsLong);
        var shorts = snapshot.Positions.Length - longs;
        var sides = (longs, shorts) switch
        {
            (0, 0) => "flat",
            (_, 0) => $"{longs} long",
            (0, _) => $"{shorts} short",
            _ => $"{longs} long · {shorts} short",
        };
        return snapshot.Version == 0
            ? new Tile("Open positions", Figures.Unknown, "", "not restored yet", Tone.Unknown)
            : new Tile("Open positions", Figures.Short(snapshot.Positions.Length), $"of {snapshot.Identity.Limits.MaxPositions}", sides);
    }

    private static Tile LeverageOf(EngineSnapshot snapshot)
    {
        var limits = snapshot.Identity.Limits;
        var notional = snapshot.Positions.Sum(view => view.Position.Quantity * (view.MarkPrice ?? view.Position.EntryPrice));
        return snapshot.TotalLeverage is { } leverage
            ? new Tile("Total leverage", Figures.Leverage(leverage), $"of {Figures.LeverageLimit(limits.MaxTotalLeverage)}", $"notional {Figures.Money(notional)}",
                leverage > limits.MaxTotalLeverage ? Tone.Critical : Tone.Plain)
            : new Tile("Total leverage", Figures.Unknown, "", "needs a known equity", Tone.Unknown);
    }
}
