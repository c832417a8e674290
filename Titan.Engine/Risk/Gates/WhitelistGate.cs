namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses instruments that are not on the allow-list.</summary>
internal sealed class WhitelistGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.Config.Whitelist.Allows(question.Intent.Instrument.Id.Value)
            ? verdict.Pass()
            : verdict.Deny(DenialReason.AssetDisabled);
}
