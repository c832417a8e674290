using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>What a change of stop or target is: adding or tightening a stop is stopping and open to all who may stop; the rest is trading (design 3a).</summary>
public static class ProtectionRule
{
    /// <summary>Only a stop is given, and it lies no further from the gain than the one that is there.</summary>
    public static bool OnlyTightens(Position? position, decimal? stop, decimal? target) =>
        target is null && stop > 0 && !Loosens(position, stop);

    /// <summary>The stop goes, or moves away from the gain: it needs a reason.</summary>
    public static bool Loosens(Position? position, decimal? stop) =>
        (position?.StopLoss ?? position?.WantedStop) is { } current && stop is { } price
        && (price == 0 || (current - price) * Math.Sign(position!.SignedQuantity) > 0);
}
