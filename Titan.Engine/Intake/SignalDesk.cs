using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Risk;
using Titan.Engine.Safety;

namespace Titan.Engine.Intake;

/// <summary>
/// The two-phase protocol for signals from outside the strategies (spec titan-trading 4.1): PREPARE is sized and judged, CONFIRM within ten seconds is
/// judged again and sent, ABORT gives it up, CLOSE closes. A repeat is answered with what the first came to; a zombie is named and never traded on.
/// Whatever opens goes through the <see cref="IntentIntake"/>, as the strategies' own intents do.
/// </summary>
internal sealed class SignalDesk(Turn turn, Surroundings surroundings, IntentIntake intake, OrderManager orders, PositionActs acts)
{
    /// <summary>A PREPARE waits so long for its CONFIRM.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);

    private const string Aborted = "SIGNAL_ABORTED";
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    private readonly List<SignalReply> _replies = [];
    private readonly Dictionary<CorrelationId, (SignalPost Post, DateTimeOffset Since)> _working = [];
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    /// <summary>Answers of this step; valid until the next.</summary>
    public IReadOnlyList<SignalReply> Replies => _replies;

    /// <summary>A step begins.</summary>
    public void Begin() => _replies.Clear();

    public void Hear(SignalPost post)
    {
        if (Judge(post) is { } answer)
        {
            _replies.Add(new SignalReply(post, answer));
        }
    }

    /// <summary>Prepared entries that nobody confirmed are given up, and senders whose entry takes long are told so.</summary>
    public void Tick()
    {
        foreach (var (correlation, waiting) in _working.ToArray())
        {
            if (turn.Now - waiting.Since > AnswerWithin)
            {
                _working.Remove(correlation);
                _replies.Add(new SignalReply(waiting.Post, new SignalAnswer(SignalResult.Working, waiting.Post.Signal.Id) { OrderId = OrderOf(correlation)?.Id.Value }));
            }
        }

        if (turn.Now - _sweptAt >= SweepEvery && turn.State.Signals.Waiting.Count > 0)
        {
            _sweptAt = turn.Now;
            foreach (var id in turn.State.Signals.Waiting.ToArray())
            {
                if (turn.State.Signals.Find(id)?.Prepared is { } prepared && IsLate(prepared))
                {
                    turn.Record(new SignalLapsed(new CorrelationId(id), prepared.Symbol));
                }
            }
        }
    }

    /// <summary>Answers the senders of entries that the facts of this turn ended.</summary>
    public void Follow()
    {
        if (_working.Count == 0)
        {
            return;
        }

        for (var index = 0; index < turn.Facts.Count; index++)
        {
            var id = turn.Facts[index].Fact switch { OrderMoved moved => moved.Id, FillBooked { Order: { } filled } => filled, _ => default };
            if (id != default && turn.State.Orders.TryGetValue(id, out var order) && order is { Purpose: OrderPurpose.Entry, IsWorking: false } && _working.Remove(order.Correlation, out var waiting))
            {
                _replies.Add(new SignalReply(waiting.Post, EndOf(order)));
            }
        }
    }

    private SignalAnswer? Judge(SignalPost post)
    {
        var signal = post.Signal;
        if (!surroundings.Started)
        {
            return new SignalAnswer(SignalResult.NotReady, signal.Id);
        }

        if (signal.Phase == SignalPhase.Heartbeat)
        {
            return new SignalAnswer(SignalResult.Alive, signal.Id);
        }

        if (turn.State.Signals.Find(signal.Id)?.Of(signal.Phase) is { } first)
        {
            return new SignalAnswer(SignalResult.Duplicate, signal.Id) { First = first, SameMessage = first.Digest == signal.Digest };
        }

        return signal.Phase switch
        {
            SignalPhase.Prepare => Prepare(signal),
            SignalPhase.Confirm => Confirm(post),
            SignalPhase.Abort => Abort(signal),
            _ => Close(signal),
        };
    }

    private SignalAnswer Prepare(Signal signal)
    {
        if (signal is not { Symbol: { } symbol, Terms: { } terms } || !turn.Instruments.TryGet(symbol, out var instrument))
        {
            return Refuse(signal, DenialCodes.Of(DenialReason.AssetDisabled), $"symbol: {signal.Symbol} is not on the whitelist");
        }

        if (turn.State.Signals.Find(signal.Id)?.Of(SignalPhase.Abort) is not null)
        {
            return Refuse(signal, Aborted, "an ABORT of this id came first");
        }

        var (intent, refusal, detail) = Intent(signal, terms, instrument);
        if (refusal is not null)
        {
            return Refuse(signal, refusal, detail);
        }

        var verdict = intake.Rehearse(intent);
        if (!verdict.Approved)
        {
            return Deny(signal, verdict);
        }

        Record(signal, SignalOutcome.Prepared, terms: terms);
        return new SignalAnswer(SignalResult.Prepared, signal.Id) { Quantity = verdict.Quantity, Order = verdict.Order, HasBook = HasBook(instrument) };
    }

    private SignalAnswer? Confirm(SignalPost post)
    {
        var signal = post.Signal;
        var trace = turn.State.Signals.Find(signal.Id);
        if (trace?.Prepared is not { } prepared)
        {
            return Zombie(signal, KindOf(trace));
        }

        if (IsLate(prepared))
        {
            return Zombie(signal, ZombieKind.ConfirmLate);
        }

        if (signal.Symbol is { } named && named != prepared.Symbol)
        {
            return Refuse(signal, "SYMBOL_MISMATCH", $"symbol: {named}, but {prepared.Symbol} was prepared");
        }

        if (!turn.Instruments.TryGet(prepared.Symbol, out var instrument))
        {
            return Refuse(signal, DenialCodes.Of(DenialReason.AssetDisabled), $"symbol: {prepared.Symbol} is not on the whitelist");
        }

        if (signal.Zone is { } fresh && RanAway(prepared.Terms, fresh) is { } ran)
        {
            return Refuse(signal, SignalIntents.OutOfZone, ran);
        }

        var terms = prepared.Terms with { Zone = signal.Zone ?? prepared.Terms.Zone };
        var (intent, refusal, detail) = Intent(signal, terms, instrument);
        if (refusal is not null)
        {
            return Refuse(signal, refusal, detail);
        }

        var verdict = intake.Submit(intent);
        if (!verdict.Approved)
        {
            return Deny(signal, verdict);
        }

        Record(signal with { Symbol = prepared.Symbol }, SignalOutcome.Confirmed, side: terms.Side);
        _working[verdict.Correlation] = (post, turn.Now);
        return null;
    }

    private SignalAnswer Abort(Signal signal)
    {
        // After CONFIRM it can still take back what has not filled; that only ever reduces.
        if (OrderOf(new CorrelationId(signal.Id)) is { IsWorking: true } order)
        {
            orders.Cancel(order, "signal aborted");
        }

        var prepared = turn.State.Signals.Find(signal.Id)?.Prepared;
        Record(signal with { Symbol = prepared?.Symbol ?? signal.Symbol }, SignalOutcome.Aborted, signal.Reason, side: prepared?.Terms.Side);
        return new SignalAnswer(SignalResult.Aborted, signal.Id);
    }

    private SignalAnswer Close(Signal signal)
    {
        var side = signal.Phase == SignalPhase.CloseLong ? Side.Buy : Side.Sell;
        if (signal.Symbol is not { } symbol || !turn.State.Positions.TryGetValue(new InstrumentId(symbol), out var position) || position.IsLong != (side == Side.Buy))
        {
            return Zombie(signal, ZombieKind.CloseWithoutPosition);
        }

        if (acts.Close(symbol, null, new CorrelationId(signal.Id)) is { } refusal)
        {
            return Refuse(signal, refusal.Code, refusal.Message);
        }

        Record(signal, SignalOutcome.Closing, side: side);
        return new SignalAnswer(SignalResult.Closing, signal.Id) { Quantity = position.Quantity };
    }

    private (Intent Intent, string? Refusal, string? Detail) Intent(Signal signal, SignalTerms terms, Instrument instrument) =>
        SignalIntents.Make(signal, terms, surroundings.Of(instrument), turn.Config, turn.State.Equity, turn.Now);

    // A re-quoted zone may follow the price a little way on the dear side, never chase it (spec 4.1: bounded by maxRunawayPct).
    private string? RanAway(SignalTerms terms, PriceZone fresh)
    {
        var most = turn.Config.Strategies.Scavenger.MaxRunawayPct;
        var ran = terms.Side == Side.Buy ? (fresh.Max - terms.Zone.Max) / terms.Zone.Max : (terms.Zone.Min - fresh.Min) / terms.Zone.Min;
        return ran * 100m <= most ? null : string.Create(CultureInfo.InvariantCulture, $"entry_zone: {ran * 100m:0.###} % past the prepared one, at most {most} %");
    }

    private SignalAnswer Deny(Signal signal, IntentVerdict verdict)
    {
        var code = DenialCodes.Of(verdict.Denial!);
        Record(signal, SignalOutcome.Refused, code, $"at {verdict.Gate}");
        var blocked = verdict.Denial == nameof(DenialReason.MasterArmOff);
        return new SignalAnswer(blocked ? SignalResult.Blocked : SignalResult.Rejected, signal.Id) { Reason = code, Gate = verdict.Gate, Detail = $"denied at {verdict.Gate}; /api/why/{signal.Id} has the numbers" };
    }

    private SignalAnswer Refuse(Signal signal, string reason, string? detail)
    {
        Record(signal, SignalOutcome.Refused, reason, detail);
        return new SignalAnswer(SignalResult.Rejected, signal.Id) { Reason = reason, Detail = detail };
    }

    private SignalAnswer Zombie(Signal signal, ZombieKind kind)
    {
        Record(signal, SignalOutcome.Zombie, ZombieWords.Code(kind), ZombieWords.Sentence(kind), kind);
        return new SignalAnswer(SignalResult.Zombie, signal.Id) { Reason = ZombieWords.Code(kind), Detail = ZombieWords.Sentence(kind), Zombie = kind };
    }

    private void Record(
        Signal signal, SignalOutcome outcome, string? reason = null, string? detail = null, ZombieKind? zombie = null, SignalTerms? terms = null, Side? side = null) =>
        turn.Record(new SignalHeard(
            new CorrelationId(signal.Id), signal.Phase, signal.Source, signal.Symbol, side ?? signal.Terms?.Side, signal.Digest, outcome, reason, detail, zombie, terms));

    private static ZombieKind KindOf(SignalTrace? trace) =>
        trace?.Of(SignalPhase.Abort) is not null ? ZombieKind.ConfirmAfterAbort
        : trace?.Lapsed == SignalLapse.Restart ? ZombieKind.ConfirmAfterRestart
        : trace?.Lapsed == SignalLapse.Late ? ZombieKind.ConfirmLate
        : trace?.Of(SignalPhase.Prepare) is not null ? ZombieKind.ConfirmAfterRefusal
        : ZombieKind.ConfirmWithoutPrepare;

    private static SignalAnswer EndOf(Order order) =>
        new(order.FilledQuantity > 0 ? SignalResult.Executed : SignalResult.NotFilled, order.Correlation.Value)
        {
            Quantity = order.FilledQuantity,
            FillPrice = order.FilledQuantity > 0 ? order.AverageFillPrice : null,
            OrderId = order.Id.Value,
            Reason = order.FilledQuantity > 0 ? null : "EXECUTION_FAILED",
            Detail = order.FilledQuantity > 0 ? null : $"{order.Status}: {order.Reason ?? "nothing filled"}",
        };

    private Order? OrderOf(CorrelationId correlation) => turn.State.Orders.GetValueOrDefault(OrderIds.For(turn.State.Epoch, correlation, "entry"));

    private bool IsLate(PreparedSignal prepared) => turn.Now - prepared.At > ConfirmWithin;

    private bool HasBook(Instrument instrument) => surroundings.Of(instrument).BookAge(turn.Now).TotalMilliseconds <= turn.Config.Execution.BookMaxAgeMs;
}
