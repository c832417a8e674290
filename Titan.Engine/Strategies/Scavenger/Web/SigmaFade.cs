using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// Fade of a price beyond three deviations of the 20-bar VWAP, entered where it stands; stop 1.5 %, target 3 %. The deviation is that of
/// the closes around the VWAP, by volume. Off by default (spec titan-trading 2.3 SIGMA_FADE); its own check that the drive is over is
/// <see cref="Bite.FadeExhaustion"/>.
/// </summary>
internal sealed class SigmaFade : ITrapFinder
{
    private const int Period = 20;
    private const double Sigmas = 3.0;

    public TrapType Type => TrapType.SigmaFade;

    public TrapPlan? Find(in WebSight sight) => Find(sight.Symbol.Hours.Bars, sight.Symbol.PerpetualPrice);

    public static TrapPlan? Find(ReadOnlySpan<Bar> bars, decimal price)
    {
        if (bars.Length < Period || price <= 0)
        {
            return null;
        }

        var (value, volume, spread) = (0.0, 0.0, 0.0);
        foreach (ref readonly var bar in bars[^Period..])
        {
            value += (double)((bar.High + bar.Low + bar.Close) / 3m * bar.Volume);
            volume += (double)bar.Volume;
        }

        if (volume <= 0)
        {
            return null;
        }

        var mean = value / volume;
        foreach (ref readonly var bar in bars[^Period..])
        {
            var distance = (double)bar.Close - mean;
            spread += distance * distance * (double)bar.Volume;
        }

        var reach = (decimal)(Sigmas * Math.Sqrt(spread / volume));
        var from = price - (decimal)mean;
        return reach == 0 || Math.Abs(from) <= reach ? null : new TrapPlan(TrapType.SigmaFade, from > 0 ? Side.Sell : Side.Buy, price, 0.03m);
    }
}
