namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses more positions than the desk can watch.</summary>
internal sealed class MaxPositionsGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.Exposure.OpenCount < question.Config.Risk.MaxPositions
            ? verdict.Pass(question.Exposure.OpenCount, question.Config.Risk.MaxPositions)
            : verdict.Deny(DenialReason.MaxPositions, question.Exposure.OpenCount, question.Config.Risk.MaxPositions);
}
