using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>Velocity to order type (spec titan-trading 2.7): the faster, the more is paid to be in.</summary>
internal static class OrderChoice
{
    /// <param name="velocity">Fraction per second.</param>
    /// <param name="options">The two bounds.</param>
    /// <param name="scale">What both bounds are taken times, see <see cref="VelocityScale"/>.</param>
    public static EntryOrder Of(decimal velocity, ScavengerOptions options, decimal scale = 1m) =>
        velocity > options.ExtremeVelocity * scale ? EntryOrder.Market
        : velocity > options.ModerateVelocity * scale ? EntryOrder.AggressiveLimit
        : EntryOrder.TouchLimit;
}
