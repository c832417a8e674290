using System.Globalization;
using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>The burst must push the trap's way, by at least 30 % of its volume (spec titan-trading 2.6 step 1).</summary>
internal sealed class MicroCvdAlignment : IFakeOutFilter
{
    private const decimal ShareAtLeast = 0.30m;

    public string Reason => "MICRO_CVD";

    public string? Refuse(in BiteSight sight)
    {
        var share = sight.Trap.Direction.Sign() * sight.Strike.Imbalance;
        return share >= ShareAtLeast ? null : string.Create(CultureInfo.InvariantCulture, $"{share * 100m:0.#} % of the burst its way, at least 30 %");
    }
}
