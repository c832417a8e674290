using System.Globalization;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>A fade must not stand before a strong trend: ADX(14) above 25 against it refuses (spec titan-trading 2.6 step 2; fades only).</summary>
internal sealed class AdverseTrend : IFakeOutFilter
{
    private const double Strong = 25.0;

    public string Reason => "ADX_AGAINST";

    public string? Refuse(in BiteSight sight)
    {
        if (!sight.Trap.Type.IsFade() || Indicators.DirectionalMovement(sight.Symbol.Hours.Bars) is not { } movement || movement.Adx <= Strong)
        {
            return null;
        }

        var against = movement.Plus > movement.Minus ? sight.Trap.Direction == Side.Sell : sight.Trap.Direction == Side.Buy;
        return against ? string.Create(CultureInfo.InvariantCulture, $"ADX {movement.Adx:0.#} against it, at most 25") : null;
    }
}
