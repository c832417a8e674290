using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One tripwire of the table: how far, how near in a word, and whether it may spring.</summary>
/// <param name="DotAt">Where the price stands on the bar towards the wire, 0 far to 100 at it; empty without a price.</param>
/// <param name="IsAsleep">Cooling, dormant or without spot: shown grey.</param>
public sealed record TrapRow(
    string Id, string Symbol, bool IsLong, string Type, [property: Cell] string Price, string Trigger, string TriggerNote, [property: Cell] string Distance, string Nearness, Tone Tone,
    [property: Cell] string DotAt, string Confidence, string Leverage, [property: Cell] string Lead, [property: Cell] string State, Tone StateTone, string Icon, bool IsAsleep)
{
    /// <summary>Below it a wire is near, red (spec titan-trading 9).</summary>
    public const decimal Near = 0.5m;

    /// <summary>Below it a wire is close, yellow.</summary>
    public const decimal Close = 2m;

    /// <summary>Awake and within <see cref="Near"/>.</summary>
    public bool IsNear { get; init; }

    /// <summary>May spring now.</summary>
    public bool IsSet { get; init; }

    /// <summary>Rests after it sprang.</summary>
    public bool IsCooling { get; init; }

    private const decimal BarPercent = 4m;

    public static TrapRow Of(TrapView trap, EngineSnapshot snapshot, DateTimeOffset now)
    {
        var held = snapshot.Positions.Any(view => view.Position.Instrument == trap.Instrument);
        var (state, tone, icon) = StateOf(trap, held, now);
        var asleep = trap.Readiness is not (TrapReadiness.Set or TrapReadiness.Firing);
        var (word, nearness) = trap.DistancePercent switch
        {
            null => ("", Tone.Unknown),
            _ when asleep => ("", Tone.Muted),
            < Near => (T("near"), Tone.Critical),
            < Close => (T("close"), Tone.Warn),
            _ => ("", Tone.Plain),
        };
        return new TrapRow(
            trap.TrapId, trap.Instrument.Value, trap.Direction == Side.Buy, trap.Type.Word(),
            trap.Price is { } price ? Figures.Mark(price, trap.PriceDecimals) : Figures.Unknown,
            Figures.Mark(trap.BinanceTrigger ?? trap.TriggerPrice, trap.PriceDecimals),
            trap.BinanceTrigger is null ? T("perpetual; stop {0}, target {1}", Figures.Mark(trap.StopLoss, trap.PriceDecimals), Figures.Mark(trap.TargetPrice, trap.PriceDecimals)) : T("Binance spot"),
            trap.DistancePercent is { } distance ? $"{Figures.Signed(distance, 2).TrimStart('+')} %" : Figures.Unknown,
            word, nearness, trap.DistancePercent is { } away ? Figures.Short((int)Math.Round(100m * (1m - (Math.Min(away, BarPercent) / BarPercent)))) : "",
            Figures.Short(trap.Confidence), Figures.LeverageLimit(Math.Min(trap.Leverage, snapshot.Identity.Limits.MaxLeverage)),
            trap.LeadMs is { } lead ? Figures.Short(lead) : Figures.Missing, state, tone, icon, asleep)
        {
            IsNear = nearness == Tone.Critical,
            IsSet = trap.Readiness == TrapReadiness.Set && !held,
            IsCooling = trap.Readiness == TrapReadiness.Cooldown,
        };
    }

    private static (string Words, Tone Tone, string Icon) StateOf(TrapView trap, bool held, DateTimeOffset now) => trap.Readiness switch
    {
        TrapReadiness.Firing => (T("firing"), Tone.High, "bolt"),
        TrapReadiness.Blacklisted => (T("left alone {0}", Left(trap, now)), Tone.Critical, "block"),
        TrapReadiness.Cooldown => (T("cooldown {0}", Left(trap, now)), Tone.Stale, "clock"),
        TrapReadiness.NoSpot => (T("no spot price"), Tone.Unknown, "question"),
        TrapReadiness.Dormant => (T("dormant"), Tone.Muted, "dash"),
        _ when held => (T("position open"), Tone.Plain, "dash"),
        _ => (T("set"), Tone.Accent, "hold"),
    };

    private static string Left(TrapView trap, DateTimeOffset now) => trap.RestsUntil is { } until ? Figures.Count(until - now) : "";
}
