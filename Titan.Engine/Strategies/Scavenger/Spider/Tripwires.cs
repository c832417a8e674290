using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>
/// A print of the venue that leads against the tripwires of its symbol (spec titan-trading 2.5): touched within 0.1 %, nothing against it,
/// and the volume rule. Allocates nothing.
/// </summary>
internal sealed class Tripwires(ScavengerOptions options, TrapMemory memory, TrapRecord record)
{
    /// <summary>How near the last minutes came.</summary>
    public NearestApproach Nearest { get; } = new();

    /// <returns>The most confident trap that springs at this print; null when none does.</returns>
    public Trap? Touch(SymbolWatch symbol, bool maySpring, DateTimeOffset now)
    {
        Trap? springs = null;
        var price = symbol.SpotPrice;
        foreach (var trap in symbol.Traps)
        {
            var trigger = trap.SpotTrigger ?? trap.TriggerPrice * symbol.Basis.Ratio;
            var touched = trap.Approach(price, trigger, options.TriggerTolerance);
            var began = touched && !trap.Touching;
            trap.Touching = touched;
            if (trap.Live && trigger > 0)
            {
                Nearest.See(trap, price, trigger, now);
            }

            if (began)
            {
                record.Of(trap.Type).Touched++;
            }

            if (!touched || springs is not null || !maySpring || trap.Firing || now >= trap.ValidUntil || !memory.MaySpring(trap.Key, now))
            {
                continue;
            }

            if (symbol.BurstHolds)
            {
                springs = trap;
            }
            else if (began)
            {
                record.Of(trap.Type).RefusedByVolume++;
            }
        }

        return springs;
    }
}
