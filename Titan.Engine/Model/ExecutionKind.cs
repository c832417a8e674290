namespace Titan.Engine.Model;

/// <summary>Why a quantity was executed. Only the kinds that change size are fills; funding is money only.</summary>
public enum ExecutionKind
{
    Trade,
    Liquidation,
    AutoDeleveraging,
    Settlement,
    Funding,
    Unrecognised,
}
