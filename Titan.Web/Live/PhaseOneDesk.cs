using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>The page of the trap strategy: tripwires with their distance, sensors, limits, what each type did, and what just happened.</summary>
[CellRoot("T")]
public sealed record PhaseOneDesk(
    Freshness Freshness, bool IsInstalled, string State, Tone StateTone, [property: Cell] string StateLine, bool IsPaused, [property: Cell] string MapLine, string SymbolLine,
    [property: Cell] string EmptyLine, ValueList<TrapRow> Rows,
    int Near, int Set, int Cooling, ValueList<SensorRow> Sensors, ValueList<SensorRow> Rules, ValueList<TrapTypeRow> Types, ValueList<TrapStation> Stations,
    ValueList<TrapFeedRow> Feed)
{
    private const int FeedShown = 50;

    public static PhaseOneDesk From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var freshness = Freshness.Of(snapshot, now);
        if (snapshot.Scavenger is not { } view)
        {
            return new PhaseOneDesk(
                freshness, false, "NOT INSTALLED", Tone.Unknown, "Titan:Strategies:Scavenger:Enabled is false", false, "", "", T("The trap strategy is switched off in the settings."),
                [], 0, 0, 0, [], [], [], [], []);
        }

        ValueList<TrapRow> rows = [.. view.Traps.Select(trap => TrapRow.Of(trap, snapshot, snapshot.At))];
        return new PhaseOneDesk(
            freshness, true, StateOf(snapshot, view), ToneOf(snapshot, view), StateLineOf(snapshot, view), snapshot.PausedByOperator, MapLineOf(view, snapshot.At), T("{0} of {1}", Figures.Plural(view.MapSymbols, T("symbol"), T("symbols")), view.Symbols), EmptyLineOf(view, snapshot.At), rows,
            rows.Count(row => row.IsNear), rows.Count(row => row.IsSet), rows.Count(row => row.IsCooling),
            SensorRows.Of(snapshot, view, snapshot.At), RulesOf(snapshot, view), TypesOf(view), StationsOf(view),
            [.. view.Feed.Take(FeedShown).Select(FeedOf)]);
    }

    private static bool Paused(EngineSnapshot snapshot) => snapshot.PausedByOperator || snapshot.PausedByFeed || snapshot.PausedByKill;

    private static string StateOf(EngineSnapshot snapshot, ScavengerView view) => Paused(snapshot) ? "PAUSED" : view.Ghost ? "GHOST" : "RUNNING";

    private static Tone ToneOf(EngineSnapshot snapshot, ScavengerView view) => Paused(snapshot) ? Tone.Warn : view.Ghost ? Tone.Unknown : Tone.Ok;

    private static string StateLineOf(EngineSnapshot snapshot, ScavengerView view)
    {
        var equity = snapshot.Equity.Known ? T("equity {0}", Figures.Money(snapshot.Equity.Equity)) : T("equity unknown: nothing springs");
        var paused = snapshot.PausedByKill ? T("paused by the kill switch") : snapshot.PausedByFeed ? T("paused: venue stream lost") : snapshot.PausedByOperator ? T("paused by an operator") : null;
        return paused is null ? $"200 – 5,000 USDT · {equity}{(view.Ghost ? T(" · ghost: nothing is sent") : "")}" : T("{0} · traps are computed and shown, none springs · {1}", paused, equity);
    }

    private static string MapLineOf(ScavengerView view, DateTimeOffset now) => view.LastCycleAt is not { } built
        ? T("no map yet")
        : T("map {0} old{1}", Figures.Age(now - built), view.NextCycleAt is { } next && next > now ? T(", next in {0}", Figures.Age(next - now)) : "");

    private static string EmptyLineOf(ScavengerView view, DateTimeOffset now) => view switch
    {
        { LastCycleAt: null } => T("The first map is being computed."),
        { SpotTrades: 0 } => T("No print of Binance spot was heard yet. Traps need it to spring; levels are computed meanwhile."),
        _ => T("No level is worth a trap right now. The next look is {0}.", view.NextCycleAt is { } next && next > now ? T("in {0}", Figures.Age(next - now)) : T("due")),
    };

    private static ValueList<SensorRow> RulesOf(EngineSnapshot snapshot, ScavengerView view)
    {
        var limits = snapshot.Identity.Limits;
        var risk = snapshot.Equity.Known ? $"{Figures.Money(snapshot.Equity.Equity * limits.MaxRiskPerTrade)} USDT" : Figures.Unknown;
        return
        [
            new("", Tone.Plain, T("Risk per trade {0} %", Figures.Rate(limits.MaxRiskPerTrade * 100m)), "", risk),
            new("", Tone.Plain, T("Leverage, user limit"), "", Figures.LeverageLimit(limits.MaxLeverage)),
            new("", Tone.Plain, T("Positions"), "", T("{0} of {1}", snapshot.Positions.Length, limits.MaxPositions)),
            new("", Tone.Plain, T("Volume rule · hold"), "", T("{0} in {1} ms · {2} ms", view.TradesNeeded, view.WindowMs, view.HoldMs)),
            new("", Tone.Plain, T("Cooldown of a trap"), "", Figures.Age(TimeSpan.FromSeconds(view.CooldownSeconds))),
        ];
    }

    private static ValueList<TrapTypeRow> TypesOf(ScavengerView view)
    {
        var rows = view.Types.Where(type => type.Enabled || type.Trades > 0).Select(type => RowOf(type.Type.Word(), type.Trades, type.Wins, type.NetPnl, type.AverageR, AboutOf(type)));
        var (trades, wins, net) = (view.Types.Sum(type => type.Trades), view.Types.Sum(type => type.Wins), view.Types.Sum(type => type.NetPnl));
        decimal? mean = trades == 0 ? null : view.Types.Sum(type => (type.AverageR ?? 0m) * type.Trades) / trades;
        return [.. rows, RowOf(T("All"), trades, wins, net, mean, "")];
    }

    private static TrapTypeRow RowOf(string type, int trades, int wins, decimal net, decimal? multiple, string about) => new(
        type, Figures.Short(trades), trades == 0 ? Figures.Missing : $"{Figures.Rate(100m * wins / trades)} %", trades == 0 ? Figures.Missing : Figures.SignedMoney(net), Tones.OfGain(net),
        multiple is { } r ? Figures.Signed(r, 2) : Figures.Missing, about);

    private static string AboutOf(TrapTypeView type)
    {
        var aborts = string.Join(", ", type.AbortReasons.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
        return T(
            "since start: {0} set, {1} touched, {2} without volume, {3} sprung, {4} filtered{5}, {6} denied, {7} sent, {8} filled", type.Detected, type.Touched, type.RefusedByVolume, type.Sprung, type.Aborted, aborts.Length > 0 ? $" ({aborts})" : "", type.Denied, type.Sent, type.Filled);
    }

    private static ValueList<TrapStation> StationsOf(ScavengerView view)
    {
        long Sum(Func<TrapTypeView, long> count) => view.Types.Sum(count);
        var reasons = view.Types.SelectMany(type => type.AbortReasons).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(reason => (Reason: reason.Key, Count: reason.Sum(pair => pair.Value))).OrderByDescending(reason => reason.Count).Take(2)
            .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{Words(reason.Reason)} {reason.Count}"));
        var (sent, filled) = (Sum(type => type.Sent), Sum(type => type.Filled));
        return
        [
            Station(T("touched"), Sum(type => type.Touched), T("within 0.1 %")),
            Station(T("no volume"), Sum(type => type.RefusedByVolume), T("the burst rule alone")),
            Station(T("sprung"), Sum(type => type.Sprung), T("volume confirmed")),
            Station(T("filtered"), Sum(type => type.Aborted), string.Join(" · ", reasons)),
            Station(T("denied"), Sum(type => type.Denied), T("by a gate"), Tone.Warn),
            Station(T("sent"), sent, T("{0} unfilled", Sum(type => type.Unfilled))),
            Station(T("filled"), filled, sent == 0 ? "" : $"{Figures.Rate(100m * filled / sent)} %", Tone.Gain),
        ];
    }

    private static TrapStation Station(string name, long count, string what, Tone tone = Tone.Plain) => new(name, Figures.Short(count), what, count == 0 ? Tone.Muted : tone);

    private static TrapFeedRow FeedOf(FeedLine line)
    {
        var said = Said(line.Text);
        return new TrapFeedRow(
            Figures.Clock(line.At), line.Instrument?.Value ?? Figures.Missing, Words(line.Word.StartsWith("TRAP_", StringComparison.Ordinal) ? line.Word[5..] : line.Word),
            line.Word switch
            {
                "TRAP_SPRUNG" or "EXECUTION_COMPLETE" or "TRAP_CONFIRMED" => Tone.Gain,
                "DENIED" or "EXECUTION_FAILED" or "SYMBOL_BLACKLISTED" or "SCAVENGER_PAUSED" or "FEE_BARRIER_REJECT" or "TRAP_ABORTED" => Tone.Warn,
                "RESOURCE_WARNING" or "COMPUTATION_SLOW" => Tone.High,
                "TRAP_SET" => Tone.Accent,
                _ => Tone.Muted,
            },
            line.Instrument is { } about && said.StartsWith(about.Value + " ", StringComparison.Ordinal) ? said[(about.Value.Length + 1)..] : said);
    }

    private static string Words(string code) => code.Replace('_', ' ').ToLowerInvariant();
}
