using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>
/// The zones of the daily drawdown (seed 002): under 3 % normal, 3 to 5 % watch, 5 % to the limit high, above the limit over. Percent, positive.
/// A limit below 5 or 3 % narrows the zones to it.
/// </summary>
public sealed record DrawdownZones(decimal Watch, decimal High, decimal Limit)
{
    public static DrawdownZones Of(EngineLimits limits)
    {
        var limit = limits.MaxDailyDrawdown * 100m;
        return new DrawdownZones(Math.Min(3m, limit), Math.Min(5m, limit), limit);
    }

    /// <summary>End of the meter's scale: one percent past the limit.</summary>
    public decimal ScaleEnd => Limit + 1m;

    public (string Word, Tone Tone) Judge(decimal drawdownPercent) =>
        drawdownPercent > Limit ? (T("over"), Tone.Critical)
        : drawdownPercent >= High ? (T("high"), Tone.High)
        : drawdownPercent >= Watch ? (T("watch"), Tone.Warn)
        : (T("normal"), Tone.Ok);

    /// <summary>Where a drawdown stands on the meter, 0 to 100.</summary>
    public decimal Place(decimal drawdownPercent) => decimal.Round(Math.Clamp(drawdownPercent, 0m, ScaleEnd) / ScaleEnd * 100m, 1);
}
