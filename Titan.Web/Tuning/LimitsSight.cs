using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Safety;
using Titan.Web.Live;

namespace Titan.Web.Tuning;

/// <summary>What of the snapshot the limits are held against: those in force with their version, and what they would meet right now.</summary>
/// <param name="Mode">PAPER or LIVE.</param>
/// <param name="Risk">In force; null before the engine said so.</param>
/// <param name="Version">Its tag.</param>
/// <param name="Whitelist">In force; null before the engine said so.</param>
/// <param name="Figures">What stands right now; null while nobody asks.</param>
public sealed record LimitsSight(string Mode, RiskConfig? Risk, string? Version, ValueList<string>? Whitelist, LimitFigures? Figures)
{
    /// <summary>The configuration in force, where files ask this one.</summary>
    public TitanConfig Over(TitanConfig asked) => asked with { Risk = Risk ?? asked.Risk, Whitelist = Whitelist is { } symbols ? new WhitelistConfig { Symbols = symbols } : asked.Whitelist };

    public static LimitsSight From(EngineSnapshot snapshot, bool withFigures) =>
        new(snapshot.Identity.Mode, snapshot.Identity.Risk, snapshot.Identity.VersionTag, snapshot.Identity.Whitelist is { } symbols ? [.. symbols] : null, withFigures ? LimitFigures.From(snapshot) : null);
}

/// <summary>Figures of one moment, as coarse as they are shown, so that what reads the same is the same.</summary>
public sealed record LimitFigures
{
    /// <summary>Equity may be judged.</summary>
    public bool Known { get; init; }

    public decimal Equity { get; init; }

    /// <summary>Reference of the daily drawdown.</summary>
    public decimal Peak { get; init; }

    public decimal Watermark { get; init; }

    /// <summary>Equity if every stop filled now; null with nothing open.</summary>
    public decimal? Stops { get; init; }

    public int Positions { get; init; }

    public decimal? Leverage { get; init; }

    public string? Tier { get; init; }

    public decimal? OpenRisk { get; init; }

    /// <summary>Measures of the breaker with their value in their own unit.</summary>
    public ValueList<LimitMeasure> Measures { get; init; } = [];

    public static LimitFigures From(EngineSnapshot snapshot)
    {
        var equity = snapshot.Equity;
        return new LimitFigures
        {
            Known = equity.Known && equity.Equity > 0,
            Equity = decimal.Round(equity.Equity, 2),
            Peak = decimal.Round(Math.Max(equity.SessionPeak, equity.Equity), 2),
            Watermark = equity.WatermarkReference,
            Stops = snapshot.Positions.Length > 0 && snapshot.EquityIfAllStops is { } stops ? decimal.Round(stops, 2) : null,
            Positions = snapshot.Positions.Length,
            Leverage = snapshot.TotalLeverage is { } total ? decimal.Round(total, 2) : null,
            Tier = snapshot.BrainView.Tier,
            OpenRisk = snapshot.BrainView.MaxOpenRisk is null ? null : decimal.Round(snapshot.BrainView.OpenRisk, 2),
            Measures = [.. snapshot.BreakerView.Measures.Where(static measure => measure.Unknown is null && measure.Value is not null).Select(static measure => new LimitMeasure(measure.Code, MeasureWords.Of(measure), decimal.Round(measure.Value!.Value, 3)))],
        };
    }
}

/// <summary>One measure of the breaker as it stands.</summary>
public sealed record LimitMeasure(string Code, string Name, decimal Value);
