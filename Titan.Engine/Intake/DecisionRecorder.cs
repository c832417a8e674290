using System.Globalization;
using Titan.Engine.Configuration;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;

namespace Titan.Engine.Intake;

/// <summary>
/// Puts an intent to the gates and keeps the whole of it as one fact: what was seen and how old it was, what every gate said, and under which
/// configuration. From that fact alone "why" is answered later.
/// </summary>
internal sealed class DecisionRecorder(Turn turn, Surroundings surroundings, Exposure exposure, Brain brain)
{
    private (TitanConfig Of, string Hash) _config = (turn.Config, ConfigVersion.Of(turn.Config));

    private readonly RiskVerdict[] _verdicts = new RiskVerdict[RiskGates.Count];

    /// <summary>Judges and records. A ghost passes every gate like any other and is then denied by its own mark.</summary>
    /// <returns>How it fared; the quantity is what may be sent.</returns>
    /// <param name="intent">What is asked.</param>
    /// <param name="requested">Quantity that sizing asks for, base currency.</param>
    /// <param name="correlation">Marks the decision and what follows.</param>
    /// <param name="route">How it finds its price, and why that is not what was meant.</param>
    /// <param name="rehearsal">An approval is only told, not recorded: the intent comes again when it is meant. A denial is recorded either way.</param>
    public IntentVerdict Judge(in Intent intent, decimal requested, CorrelationId correlation, EntryRoute route, bool rehearsal = false)
    {
        var question = new RiskQuestion(in intent, turn.State, surroundings, turn.Instruments, exposure, brain, turn.Config, requested, turn.Now);
        var judgement = RiskGates.Judge(question, _verdicts);
        var (gate, denial) = judgement.Denier is { } denier ? (RiskGates.NameOf(denier), judgement.Verdict.Reason.ToString())
            : intent.Ghost ? ("Ghost", Intent.GhostDenial)
            : ((string?)null, (string?)null);
        var approved = denial is null;
        var verdict = new IntentVerdict(correlation, approved, judgement.Quantity, gate, denial) { Order = intent.Order };
        if (approved && rehearsal)
        {
            return verdict;
        }

        turn.Record(new IntentJudged(
            correlation, intent.Strategy, intent.Instrument.Id, intent.Side, requested, intent.ReferencePrice, intent.StopLoss, intent.TakeProfit, route.Why is null ? intent.Why : $"{intent.Why}; {route.Why}",
            approved, denial, gate, Numbers(intent, judgement.Verdict), approved ? judgement.Quantity : 0m, Inputs(intent, requested, route), Gates(judgement.Asked), ConfigHash: Config()));
        return verdict;
    }

    // Hashed once for each configuration, not for each decision.
    private string Config()
    {
        if (!ReferenceEquals(_config.Of, turn.Config))
        {
            _config = (turn.Config, ConfigVersion.Of(turn.Config));
        }

        return _config.Hash;
    }

    private GateVerdict[] Gates(int asked)
    {
        var said = new GateVerdict[asked];
        for (var gate = 0; gate < asked; gate++)
        {
            ref readonly var verdict = ref _verdicts[gate];
            said[gate] = new GateVerdict(RiskGates.NameAt(gate), Word(verdict.Answer), Rounded(verdict.Value), Rounded(verdict.Limit))
            {
                Code = verdict.Reason == DenialReason.None ? null : verdict.Reason.ToString(),
                Quantity = verdict.Answer == RiskAnswer.Lowered ? verdict.Quantity : null,
            };
        }

        return said;
    }

    private DecisionInputs Inputs(in Intent intent, decimal requested, EntryRoute route)
    {
        var (state, sight) = (turn.State, surroundings.Of(intent.Instrument));
        var known = state.Equity.Known;
        return new DecisionInputs
        {
            Bid = sight.HasQuote ? sight.Quote.Bid : null,
            Ask = sight.HasQuote ? sight.Quote.Ask : null,
            BookAgeMs = sight is { HasQuote: true, BookLost: false } ? Age(sight.Quote.VenueTime) : null,
            MarkPrice = sight.MarkPrice > 0 ? sight.MarkPrice : null,
            FundingRate = sight.FundingKnown ? sight.FundingRate : null,
            Equity = known ? state.Equity.Equity : null,
            EquityAgeMs = known ? Age(state.Equity.AsOf) : null,
            AvailableMargin = known ? state.Equity.AvailableMargin : null,
            ReconcileAgeMs = state.ReconciledAt is { } at ? Age(at) : null,
            ClockOffsetMs = surroundings.Venue is { ClockKnown: true } venue ? Math.Round(venue.ClockOffsetMs, 1) : null,
            Open = exposure.OpenCount,
            GrossNotional = exposure.GrossNotional,
            OpenRisk = exposure.OpenRisk,
            Phase = state.Brain.Phase,
            Weight = known ? brain.Weights(state, turn.Now).W1 : 0m,
            Modifier = state.Brain.Modifier,
            Requested = requested,
            TrapType = intent.TrapType,
            SignalId = intent.SignalId,
            Confidence = intent.Confidence,
            Leverage = intent.Leverage,
            Order = route.Order,
            OrderWhy = route.Why,
            Momentum = intent.Momentum is { } score ? Rounded(score) : null,
            Allowance = intent.Momentum is null ? null : Momentum.Allowance(intent.Momentum),
        };
    }

    private double Age(DateTimeOffset at) => Math.Round((turn.Now - at).TotalMilliseconds, 1);

    private string Numbers(in Intent intent, in RiskVerdict verdict)
    {
        var sight = surroundings.Of(intent.Instrument);
        if (!sight.HasQuote)
        {
            return "no quote seen";
        }

        ref readonly var quote = ref sight.Quote;
        var age = (turn.Now - quote.VenueTime).TotalMilliseconds;
        var seen = string.Create(CultureInfo.InvariantCulture, $"bid {quote.Bid} ask {quote.Ask} age {age:0} ms equity {turn.State.Equity.Equity:0.00}");
        return verdict.Passed ? seen : string.Create(CultureInfo.InvariantCulture, $"{verdict.Value:0.####} against {verdict.Limit:0.####}; {seen}");
    }

    private static string Word(RiskAnswer answer) => answer switch { RiskAnswer.Denied => "denied", RiskAnswer.Lowered => "lowered", _ => "passed" };

    private static decimal Rounded(decimal value) => decimal.Round(value, 6);
}
