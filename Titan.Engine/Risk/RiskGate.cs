namespace Titan.Engine.Risk;

/// <summary>
/// One admission check: says what it refuses and which loss that prevents. No state, no allocation, constant time. It may pass, lower the
/// quantity or deny; it never changes anything itself.
/// </summary>
/// <remarks>A class and not an interface: thirty kinds at one place of call defeat the runtime's caches for interface calls.</remarks>
public abstract class RiskGate
{
    /// <param name="question">What is asked, and all that may be looked at.</param>
    /// <param name="verdict">Receives the answer with its figures.</param>
    public abstract RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict);
}

/// <summary>A gate that does not look at the intent: what it says holds for every intent, so the console shows it while none comes.</summary>
public abstract class StandingGate : RiskGate;
