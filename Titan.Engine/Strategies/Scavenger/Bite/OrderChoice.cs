using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>Velocity to order type (spec titan-trading 2.7): the faster, the more is paid to be in.</summary>
internal static class OrderChoice
{
    /// <param name="velocity">Fraction per second.</param>
    /// <param name="options">The two bounds.</param>
    public static EntryOrder Of(decimal velocity, ScavengerOptions options) =>
        velocity > options.ExtremeVelocity ? EntryOrder.Market
        : velocity > options.ModerateVelocity ? EntryOrder.AggressiveLimit
        : EntryOrder.TouchLimit;
}
