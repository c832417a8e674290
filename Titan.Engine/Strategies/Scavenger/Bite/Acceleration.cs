using System.Globalization;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>Refuses a price that still speeds up. Off by default: it contradicts a breakout (spec titan-trading 2.6 step 6).</summary>
internal sealed class Acceleration : IFakeOutFilter
{
    public string Reason => "ACCELERATION";

    public string? Refuse(in BiteSight sight)
    {
        var (now, before) = (sight.Symbol.SpotVelocity.Velocity, sight.Symbol.SpotVelocity.VelocityBefore);
        return sight.Options.AccelerationVeto && now > before
            ? string.Create(CultureInfo.InvariantCulture, $"{now * 100m:0.###} %/s after {before * 100m:0.###} %/s")
            : null;
    }
}
