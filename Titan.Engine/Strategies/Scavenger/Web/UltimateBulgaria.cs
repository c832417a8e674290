using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// A wipe-out of one coin alone: it fell more than 3 % over five 1m bars while Bitcoin fell less than 0.5 %, and OI_WIPEOUT holds. Bought
/// when spot is 1 % above where it stood at detection (spec titan-trading 2.4 ULTIMATE_BULGARIA); stop and target as OI_WIPEOUT from the
/// price that is then paid.
/// </summary>
internal sealed class UltimateBulgaria : ITrapFinder
{
    private const decimal SymbolDrop = 0.03m;
    private const decimal BitcoinDrop = 0.005m;
    private const decimal Rebound = 1.01m;

    private readonly OiWipeout _wipeout = new();

    public TrapType Type => TrapType.UltimateBulgaria;

    public TrapPlan? Find(in WebSight sight)
    {
        var symbol = sight.Symbol;
        if (!sight.AmongTop100 || sight.Bitcoin is not { } bitcoin || ReferenceEquals(bitcoin, symbol) || symbol.SpotPrice <= 0
            || OiWipeout.PriceFall(bitcoin.Minutes.Bars, bitcoin.PerpetualPrice) is not { } market
            || OiWipeout.PriceFall(symbol.Minutes.Bars, symbol.PerpetualPrice) is not { } own)
        {
            return null;
        }

        return _wipeout.Find(sight) is { } found ? Find(found, own, market, symbol.SpotPrice) : null;
    }

    public static TrapPlan? Find(in TrapPlan wipeout, decimal own, decimal market, decimal spot)
    {
        if (own <= SymbolDrop || market >= BitcoinDrop)
        {
            return null;
        }

        var entry = wipeout.TriggerPrice * Rebound;
        var half = wipeout.TakeProfit!.Value - wipeout.TriggerPrice;
        return new TrapPlan(TrapType.UltimateBulgaria, Side.Buy, entry, 0.05m, entry * 0.98m, entry + half, spot * Rebound);
    }
}
