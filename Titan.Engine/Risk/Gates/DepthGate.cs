namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Refuses a thin book: the twenty best levels of both sides together are worth less than <c>execution.minDepthUsd</c>, or were never told
/// (spec titan-trading 4.4, 10,000 USD). A price that nobody stands behind is none.
/// </summary>
internal sealed class DepthGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        var instrument = question.Intent.Instrument;
        var limit = question.Config.Execution.MinDepthUsd;
        var value = question.Surroundings.Of(instrument).Ladder.Value(instrument);
        return value > 0 && value >= limit ? verdict.Pass(value, limit) : verdict.Deny(DenialReason.Depth, value, limit);
    }
}
