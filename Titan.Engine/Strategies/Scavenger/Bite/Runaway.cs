using System.Globalization;
using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>A price that ran too far past the trigger is not followed: at most 0.5 % on the favourable side (spec titan-trading 2.6 step 5).</summary>
internal sealed class Runaway : IFakeOutFilter
{
    public string Reason => "RUNAWAY";

    public string? Refuse(in BiteSight sight)
    {
        var trigger = sight.SpotTrigger;
        var past = sight.Trap.Direction.Sign() * (sight.Symbol.SpotPrice - trigger) / trigger * 100m;
        return past <= sight.Options.MaxRunawayPct ? null : string.Create(CultureInfo.InvariantCulture, $"{past:0.###} % past {trigger:0.######}, at most {sight.Options.MaxRunawayPct} %");
    }
}
