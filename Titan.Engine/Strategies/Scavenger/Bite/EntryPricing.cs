using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>
/// The worst price an entry pays, by order type (spec titan-trading 2.7): the market bounded by 50 bps, 30 when Bybit leads; the aggressive
/// limit 0.2 % past the best price; the touch at it, or a basis point past the last price when there is no quote. Rounded outward, so
/// that an aggressive order reaches.
/// </summary>
internal static class EntryPricing
{
    private const decimal SlippageAtMost = 0.0050m;
    private const decimal WhenBybitLeads = 0.0030m;
    private const decimal PastTheLast = 0.0001m;

    /// <summary>Best price of the other side, or a basis point past the last; 0 when nothing is known.</summary>
    public static decimal Touch(Side side, SymbolWatch symbol) =>
        symbol.Bid > 0 ? side == Side.Buy ? symbol.Ask : symbol.Bid : symbol.PerpetualPrice * (1m + (side.Sign() * PastTheLast));

    public static decimal Limit(EntryOrder order, Side side, SymbolWatch symbol, decimal markup)
    {
        var past = order switch
        {
            EntryOrder.Market => symbol.LeadLag.BybitLeads ? WhenBybitLeads : SlippageAtMost,
            EntryOrder.AggressiveLimit => markup,
            _ => 0m,
        };
        var price = Touch(side, symbol) * (1m + (side.Sign() * past));
        return side == Side.Buy ? symbol.Instrument.CeilingPrice(price) : symbol.Instrument.FloorPrice(price);
    }

    /// <summary>Velocity of the perpetual's trades; of spot while the perpetual printed fewer than two in 5 s.</summary>
    public static decimal Velocity(SymbolWatch symbol, long now) =>
        symbol.PerpetualVelocity.PointsAt(now) >= 2 ? symbol.PerpetualVelocity.Velocity : symbol.SpotVelocity.Velocity;
}
