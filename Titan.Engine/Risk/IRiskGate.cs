namespace Titan.Engine.Risk;

/// <summary>One admission check: says what it refuses and which loss that prevents. No state, no allocation, constant time.</summary>
public interface IRiskGate
{
    RiskVerdict Check(in RiskQuestion question);
}
