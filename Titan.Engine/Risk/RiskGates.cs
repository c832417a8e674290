using Titan.Engine.Risk.Gates;

namespace Titan.Engine.Risk;

/// <summary>
/// The approval of spec titan-trading 3.4 as one list in order: the first denial wins, a lowering goes on with less. Adding a gate is one file
/// and one line here.
/// </summary>
public static class RiskGates
{
    public static IReadOnlyList<ApprovalStep> Approval { get; } =
    [
        new(1, new DuplicateSignalGate()),
        new(1, new ExpiryGate()),
        new(1, new ProtectionGate()),       // before the sums: they subtract the stop
        new(2, new LockGate()),             // a lock outranks every other reason of the desk
        new(2, new BreakerGate()),
        new(3, new MasterArmGate()),
        new(2, new PauseGate()),            // after the arm: a pause of a disarmed desk says nothing
        new(2, new FlattenGate()),
        new(4, new JournalGate()),          // before the venue's: without a journal nothing else matters
        new(4, new LoopGate()),             // before connection: after a stand-still the sockets still look alive
        new(4, new ConnectionGate()),
        new(4, new ClockGate()),            // before ages: ages are measured with the clock
        new(4, new ReconcileGate()),
        new(4, new EquityGate()),           // before every size: they divide by it
        new(4, new SpotFeedGate()),
        new(5, new WhitelistGate()),
        new(5, new UnknownOrderGate()),
        new(6, new BookAgeGate()),          // 4.4 in its order: age, depth, spread, slippage, imbalance
        new(6, new DepthGate()),
        new(6, new SpreadGate()),
        new(6, new SlippageGate()),
        new(6, new ImbalanceGate()),
        new(6, new CascadeGate()),
        new(6, new FundingGate()),          // may lower
        new(7, new DuplicateSymbolGate()),
        new(7, new MaxPositionsGate()),
        new(8, new AllocationGate()),       // may lower
        new(9, new LeverageGate()),         // may lower, not below half
        new(10, new CorrelationGate()),     // may lower
        new(11, new TradeRiskGate()),
        new(11, new OpenRiskGate()),
        new(12, new DailyLossGate()),
        new(13, new MinSizeGate()),         // last: judges what all the others left
    ];

    private static readonly RiskGate[] All = [.. Approval.Select(step => step.Gate)];

    private static readonly string[] Names = [.. All.Select(NameOf)];

    /// <summary>What must hold before any intent can pass, whatever it asks; the console shows these as "entries are blocked because".</summary>
    public static IReadOnlyList<StandingGate> Standing { get; } = [.. All.OfType<StandingGate>()];

    /// <summary>Number of gates: the room that <see cref="Judge"/> needs for all verdicts.</summary>
    public static int Count => All.Length;

    /// <summary>Asks every gate in order.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="verdicts">Receives what each gate said, as far as it reaches.</param>
    /// <returns>The first denial, or approval with the quantity that is left.</returns>
    public static RiskJudgement Judge(in RiskQuestion question, Span<RiskVerdict> verdicts = default)
    {
        // Copied only when something is lowered: the question is as large as two cache lines, and hardly any intent is.
        RiskQuestion lowered = default;
        RiskVerdict unkept = default;
        scoped ref readonly var asked = ref question;
        scoped ref var verdict = ref unkept;
        var at = 0;
        try
        {
            for (; at < All.Length; at++)
            {
                verdict = ref at < verdicts.Length ? ref verdicts[at] : ref unkept;
                switch (All[at].Check(in asked, ref verdict))
                {
                    case RiskAnswer.Denied:
                        return new RiskJudgement(verdict, All[at], at + 1, 0m);
                    case RiskAnswer.Lowered:
                        lowered = asked with { Quantity = Math.Min(asked.Quantity, verdict.Quantity) };
                        asked = ref lowered;
                        break;
                }
            }
        }
        catch (ArithmeticException)
        {
            // Absurd figures that no gate can count with: not understood is not approved.
            verdict.Deny(DenialReason.Internal);
            return new RiskJudgement(verdict, All[at], at + 1, 0m);
        }

        return new RiskJudgement(default, null, at, asked.Quantity);
    }

    /// <summary>Name of the gate at a place of the list.</summary>
    public static string NameAt(int index) => Names[index];

    /// <summary>Name of a gate as journal and console spell it: the type's name without "Gate".</summary>
    public static string NameOf(RiskGate gate) => gate.GetType().Name[..^"Gate".Length];
}

/// <summary>A gate and the step of spec titan-trading 3.4 that it belongs to.</summary>
public sealed record ApprovalStep(int Step, RiskGate Gate);

/// <summary>How an intent fared: the verdict that decided, who denied, how many gates were asked, and the quantity authorised (0 when denied).</summary>
public readonly record struct RiskJudgement(RiskVerdict Verdict, RiskGate? Denier, int Asked, decimal Quantity)
{
    public bool Approved => Verdict.Passed;
}
