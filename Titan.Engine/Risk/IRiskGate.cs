namespace Titan.Engine.Risk;

/// <summary>
/// One admission check: says what it refuses and which loss that prevents. No state, no allocation, constant time. It may pass, lower the
/// quantity or deny; it never changes anything itself.
/// </summary>
public interface IRiskGate
{
    RiskVerdict Check(in RiskQuestion question);
}

/// <summary>A gate that does not look at the intent: what it says holds for every intent, so the console shows it while none comes.</summary>
public interface IStandingGate : IRiskGate;
