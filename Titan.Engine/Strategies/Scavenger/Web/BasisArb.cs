using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// The perpetual trades more than 0.5 % below spot and will close the gap; turnover of a day at least 1 M (spec titan-trading 2.4
/// BASIS_ARB). A spot price older than 5 s says nothing about a basis.
/// </summary>
internal sealed class BasisArb : ITrapFinder
{
    private const decimal BasisAtLeast = 0.005m;
    private const decimal TurnoverAtLeast = 1_000_000m;
    private static readonly long SpotAtMost = TimeSpan.FromSeconds(5).Ticks;

    public TrapType Type => TrapType.BasisArb;

    public TrapPlan? Find(in WebSight sight) =>
        sight.Now - sight.Symbol.SpotSeenAt <= SpotAtMost ? Find(sight.Symbol.SpotPrice, sight.Symbol.PerpetualPrice, sight.Symbol.Turnover24h) : null;

    public static TrapPlan? Find(decimal spot, decimal perpetual, decimal turnover)
    {
        if (spot <= 0 || perpetual <= 0 || turnover < TurnoverAtLeast)
        {
            return null;
        }

        var basis = (spot - perpetual) / spot;
        return basis > BasisAtLeast
            ? new TrapPlan(TrapType.BasisArb, Side.Buy, perpetual * 1.001m, basis, perpetual * 0.995m, spot * 0.999m)
            : null;
    }
}
