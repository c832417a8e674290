using System.Globalization;
using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>After the hold the price must not have come back: a wick is no break (spec titan-trading 2.6 step 4).</summary>
internal sealed class WickReversion : IFakeOutFilter
{
    private const decimal BackAtMost = 0.0005m;

    public string Reason => "WICK_REVERSION";

    public string? Refuse(in BiteSight sight)
    {
        var trigger = sight.SpotTrigger;
        var past = sight.Trap.Direction.Sign() * (sight.Symbol.SpotPrice - trigger);
        return past >= -BackAtMost * trigger ? null : string.Create(CultureInfo.InvariantCulture, $"{sight.Symbol.SpotPrice:0.########} is {-past / trigger * 100m:0.###} % back from {trigger:0.######}, at most 0.05 %");
    }
}
