namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses instruments that are not on the allow-list.</summary>
internal sealed class WhitelistGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.Config.Whitelist.Symbols.Contains(question.Intent.Instrument.Id.Value)
            ? RiskVerdict.Pass
            : RiskVerdict.Deny(DenialReason.AssetDisabled);
}
