using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Web.Live;

/// <summary>One tripwire of the table: how far, how near in a word, and whether it may spring.</summary>
/// <param name="DotAt">Where the price stands on the bar towards the wire, 0 far to 100 at it; null without a price.</param>
/// <param name="IsAsleep">Cooling, dormant or without spot: shown grey.</param>
public sealed record TrapRow(
    string Id, string Symbol, bool IsLong, string Type, string Price, string Trigger, string TriggerNote, string Distance, string Nearness, Tone Tone, int? DotAt,
    string Confidence, string Leverage, string Lead, string State, Tone StateTone, string Icon, bool IsAsleep)
{
    /// <summary>Below it a wire is near, red (spec titan-trading 9).</summary>
    public const decimal Near = 0.5m;

    /// <summary>Below it a wire is close, yellow.</summary>
    public const decimal Close = 2m;

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
            < Near => ("near", Tone.Critical),
            < Close => ("close", Tone.Warn),
            _ => ("", Tone.Plain),
        };
        return new TrapRow(
            trap.TrapId, trap.Instrument.Value, trap.Direction == Side.Buy, trap.Type.Word(),
            trap.Price is { } price ? Figures.Mark(price, trap.PriceDecimals) : Figures.Unknown,
            Figures.Mark(trap.BinanceTrigger ?? trap.TriggerPrice, trap.PriceDecimals),
            trap.BinanceTrigger is null ? $"perpetual; stop {Figures.Mark(trap.StopLoss, trap.PriceDecimals)}, target {Figures.Mark(trap.TargetPrice, trap.PriceDecimals)}" : "Binance spot",
            trap.DistancePercent is { } distance ? $"{Figures.Signed(distance, 2).TrimStart('+')} %" : Figures.Unknown,
            word, nearness, trap.DistancePercent is { } away ? (int)Math.Round(100m * (1m - (Math.Min(away, BarPercent) / BarPercent))) : null,
            Figures.Short(trap.Confidence), Figures.LeverageLimit(Math.Min(trap.Leverage, snapshot.Identity.Limits.MaxLeverage)),
            trap.LeadMs is { } lead ? Figures.Short(lead) : Figures.Missing, state, tone, icon, asleep);
    }

    private static (string Words, Tone Tone, string Icon) StateOf(TrapView trap, bool held, DateTimeOffset now) => trap.Readiness switch
    {
        TrapReadiness.Firing => ("firing", Tone.High, "bolt"),
        TrapReadiness.Blacklisted => ($"left alone {Left(trap, now)}", Tone.Critical, "block"),
        TrapReadiness.Cooldown => ($"cooldown {Left(trap, now)}", Tone.Stale, "clock"),
        TrapReadiness.NoSpot => ("no spot price", Tone.Unknown, "question"),
        TrapReadiness.Dormant => ("dormant", Tone.Muted, "dash"),
        _ when held => ("position open", Tone.Plain, "dash"),
        _ => ("set", Tone.Accent, "hold"),
    };

    private static string Left(TrapView trap, DateTimeOffset now) => trap.RestsUntil is { } until ? Figures.Count(until - now) : "";
}
