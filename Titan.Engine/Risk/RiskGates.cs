using Titan.Engine.Risk.Gates;

namespace Titan.Engine.Risk;

/// <summary>
/// The ordered list of gates: the first denial wins. Adding a gate is one file and one line here.
/// </summary>
public static class RiskGates
{
    /// <summary>What must hold before any intent can pass, whatever it asks; the console shows these as "entries are blocked because".</summary>
    public static IReadOnlyList<IRiskGate> Standing { get; } =
    [
        new LockGate(),         // first: a lock outranks every other reason
        new BreakerGate(),
        new MasterArmGate(),
        new PauseGate(),
        new FlattenGate(),
        new JournalGate(),      // before the venue's gates: without a journal nothing else matters
        new LoopGate(),         // before connection: after a stand-still the sockets still look alive
        new ConnectionGate(),
        new ClockGate(),        // before ages: ages are measured with the clock
        new ReconcileGate(),
        new EquityGate(),       // last of the standing ones: all sizes below divide by it
    ];

    /// <summary>What is asked of each intent, cheapest first.</summary>
    public static IReadOnlyList<IRiskGate> PerIntent { get; } =
    [
        new ExpiryGate(),
        new SpotFeedGate(),
        new WhitelistGate(),
        new CascadeGate(),
        new UnknownOrderGate(),
        new BookAgeGate(),      // before spread: the spread of an old book says nothing
        new SpreadGate(),
        new DuplicateSymbolGate(),
        new MaxPositionsGate(),
        new ProtectionGate(),   // before the sums: they subtract the stop
        new MinSizeGate(),
        new LeverageGate(),
        new OpenRiskGate(),
        new DailyLossGate(),
    ];

    private static readonly IRiskGate[] All = [.. Standing, .. PerIntent];

    /// <summary>Asks every gate in order.</summary>
    /// <returns>The first denial, or passed.</returns>
    public static RiskVerdict Judge(in RiskQuestion question, out IRiskGate? denier)
    {
        foreach (var gate in All)
        {
            var verdict = gate.Check(question);
            if (!verdict.Passed)
            {
                denier = gate;
                return verdict;
            }
        }

        denier = null;
        return RiskVerdict.Pass;
    }

    /// <summary>Name of a gate as journal and console spell it: the type's name without "Gate".</summary>
    public static string NameOf(IRiskGate gate) => gate.GetType().Name[..^"Gate".Length];
}
