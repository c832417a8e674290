using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Refuses what a strategy proposes by the leader's prices while the leader's feed is not live: it would act on a price that has moved
/// on. Strategies that do not follow the leader trade on (spec titan-trading 4.7).
/// </summary>
internal sealed class SpotFeedGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict) =>
        question.Surroundings.Spot is not { Installed: true, Live: false } spot || !question.Surroundings.SpotFollowers.Contains(question.Intent.Strategy)
            ? verdict.Pass()
            : verdict.Deny(DenialReason.Disconnected, spot.LastTradeAt is { } last ? Decimals.Seconds(question.Now - last) : 0m);
}
