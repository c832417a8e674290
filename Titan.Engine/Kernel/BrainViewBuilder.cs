using System.Collections.Immutable;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;

namespace Titan.Engine.Kernel;

/// <summary>The Brain's part of the snapshot: figures from the core as they stand, and the newest decisions as they happened.</summary>
internal sealed class BrainViewBuilder(EngineCore core)
{
    private const int DecisionsKept = 20;

    private static readonly string[] Names = ["Scavenger", "Hunter", "Sentinel"];

    private readonly Queue<DecisionView> _decisions = new();
    private int _approved;
    private int _denied;

    public void Take(IReadOnlyList<JournalEntry> facts)
    {
        foreach (var entry in facts)
        {
            if (entry.Fact is IntentJudged judged)
            {
                Keep(entry, judged);
            }
        }
    }

    public BrainView Build(EquityBook equity, DateTimeOffset now)
    {
        var state = core.State;
        var known = equity is { Known: true, Equity: > 0 };
        var risk = core.Config.Risk;
        var phase = state.Brain.Phase;
        return new BrainView
        {
            Phase = phase == 0 ? null : phase,
            PhaseSince = state.Brain.PhaseSince,
            NextPhaseAt = phase == 0 ? null : CapitalLadder.BeginsAt(phase + 1),
            PhaseFallsBelow = CapitalLadder.FallsBelow(phase),
            Tier = known ? CapitalLadder.TierOf(equity.Equity).Name : null,
            LeverageCap = known ? Brain.LeverageCap(equity.Equity, risk) : null,
            Phases = Phases(known, now),
            Override = state.Brain.Override is { } set ? new OverrideView(set.W1, set.W2, set.W3, set.By, set.Reason, set.Since, set.Until) : null,
            AllocatedMargin = known ? core.Brain.AllocatedMargin(state, now) : null,
            UsedMargin = core.Exposure.UsedMargin,
            OpenRisk = core.Exposure.OpenRisk,
            MaxOpenRisk = known ? equity.Equity * risk.MaxOpenRisk : null,
            DailyHeadroom = known ? Math.Max(0m, equity.Equity - core.Exposure.OpenRisk - (equity.SessionPeak * (1m - risk.MaxDailyDrawdown))) : null,
            Portfolio = core.Brain.Portfolio,
            Cascade = state.Cascade is { } cascade && now < cascade.Until ? cascade : null,
            Decisions = [.. _decisions.Reverse()],
        };
    }

    // Only phase 1 has strategies; the capital of the others stays unallocated.
    private ImmutableArray<PhaseView> Phases(bool known, DateTimeOffset now)
    {
        var (state, brain) = (core.State, core.Brain);
        var weights = known ? brain.Weights(state, now) : default;
        var performance = brain.Performance;
        return
        [
            .. Enumerable.Range(1, 3).Select(phase => new PhaseView(
                phase,
                Names[phase - 1],
                phase == 1,
                known ? weights[phase] : null,
                known && phase == 1 ? brain.AllocatedMargin(state, now) : null,
                phase == 1 ? performance.Sharpe : null,
                phase == 1 ? state.Brain.Modifier : 1m,
                phase == 1 ? performance.Reason : "not installed",
                phase == 1 ? performance.Trades : 0,
                phase == 1 ? _approved : 0,
                phase == 1 ? _denied : 0)),
        ];
    }

    private void Keep(in JournalEntry entry, IntentJudged judged)
    {
        _approved += judged.Approved ? 1 : 0;
        _denied += judged.Approved ? 0 : 1;
        _decisions.Enqueue(new DecisionView(
            entry.Sequence, entry.At, judged.Correlation.Value, judged.Strategy, judged.Inputs?.TrapType, judged.Instrument.Value, judged.Side, judged.Approved, judged.Gate,
            judged.Denial is { } reason ? DenialCodes.Of(reason) : null, judged.Quantity, judged.AuthorisedQuantity, judged.Why, judged.Numbers));
        if (_decisions.Count > DecisionsKept)
        {
            _decisions.Dequeue();
        }
    }
}
