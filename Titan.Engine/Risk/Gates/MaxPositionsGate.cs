namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses more positions than the desk can watch.</summary>
internal sealed class MaxPositionsGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.Exposure.OpenCount < question.Config.Risk.MaxPositions
            ? RiskVerdict.PassWith(question.Exposure.OpenCount, question.Config.Risk.MaxPositions)
            : RiskVerdict.Deny(DenialReason.MaxPositions, question.Exposure.OpenCount, question.Config.Risk.MaxPositions);
}
