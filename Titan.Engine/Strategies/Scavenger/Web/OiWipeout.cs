using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// Forced sellers are gone: the price fell more than 3 % over five 1m bars, open interest more than 20 % over five minutes, and takers of
/// the last 60 s buy. Entered now; stop 2 % below, target half of the dump back (spec titan-trading 2.4 OI_WIPEOUT).
/// </summary>
internal sealed class OiWipeout : ITrapFinder
{
    private const int Bars = 5;
    private const decimal PriceDrop = 0.03m;
    private const decimal InterestDrop = 0.20m;
    private static readonly TimeSpan CvdWindow = TimeSpan.FromSeconds(60);

    public TrapType Type => TrapType.OiWipeout;

    public TrapPlan? Find(in WebSight sight)
    {
        var symbol = sight.Symbol;
        if (symbol.OpenInterest.IsStale(sight.Now) || symbol.OpenInterest.Drop(sight.Now) is not { } interest)
        {
            return null;
        }

        return Find(symbol.Minutes.Bars, symbol.PerpetualPrice, interest, symbol.Cvd.Sum(CvdWindow, TimeSpan.Zero));
    }

    /// <param name="minutes">Closed 1m bars.</param>
    /// <param name="price">The perpetual's price now.</param>
    /// <param name="interest">Fall of open interest, fraction.</param>
    /// <param name="cvd">Taker buys less sells of 60 s.</param>
    public static TrapPlan? Find(ReadOnlySpan<Bar> minutes, decimal price, decimal interest, decimal cvd)
    {
        if (PriceFall(minutes, price) is not { } fall || fall <= PriceDrop || interest <= InterestDrop || cvd <= 0)
        {
            return null;
        }

        var dump = minutes[^Bars].Close - price;
        return new TrapPlan(TrapType.OiWipeout, Side.Buy, price, 0.05m, price * 0.98m, price + (0.5m * dump));
    }

    /// <summary>Fall from the close of the oldest of five 1m bars, fraction; null with fewer.</summary>
    public static decimal? PriceFall(ReadOnlySpan<Bar> minutes, decimal price) =>
        minutes.Length < Bars || price <= 0 ? null : (minutes[^Bars].Close - price) / minutes[^Bars].Close;
}
