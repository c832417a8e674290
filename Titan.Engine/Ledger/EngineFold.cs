using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>How each fact changes the state. Pure: no clock, no chance, no I/O; the entry's own time is now.</summary>
public sealed partial class EngineState
{
    /// <summary>Applies the next entry.</summary>
    /// <returns>The trade that this entry finished, if it did.</returns>
    /// <exception cref="InvalidOperationException">The entry does not follow the last one.</exception>
    public ClosedTrade? Apply(in JournalEntry entry)
    {
        Follow(entry.Sequence);
        var closed = Fold(entry.Fact, entry.At, entry.Sequence);
        (Sequence, At) = (entry.Sequence, entry.At);
        if (closed is not null)
        {
            Remember(closed);
        }

        return closed;
    }

    /// <summary>Kinds that are history alone: <see cref="Apply"/> moves nothing for them but the place.</summary>
    internal static bool Passes(Type kind) =>
        kind == typeof(CommandRecorded) || kind == typeof(SessionEnded) || kind == typeof(AlertRaised) || kind == typeof(EventNoted);

    /// <summary>Applies an entry whose fact changes nothing, without knowing it.</summary>
    /// <exception cref="InvalidOperationException">The entry does not follow the last one.</exception>
    internal void Pass(long sequence, DateTimeOffset at)
    {
        Follow(sequence);
        (Sequence, At) = (sequence, at);
    }

    private void Follow(long sequence)
    {
        if (sequence != Sequence + 1)
        {
            throw new InvalidOperationException($"Journal entry {sequence} does not follow {Sequence}.");
        }
    }

    private ClosedTrade? Fold(Fact fact, DateTimeOffset at, long sequence)
    {
        switch (fact)
        {
            case LedgerOpened opened: Epoch = opened.Epoch; break;
            case SessionStarted: StartSession(at); break;
            case SettingsAccepted accepted: Settings = new SettingsInForce(accepted.Tag, accepted.Hash, accepted.Live, accepted.Risk, accepted.Whitelist); break;
            case ArmChanged change: Arm = new MasterArm(change.To, change.Lock, at, change.By, change.Reason); break;
            case PauseChanged { Cause: "feed" } pause: PausedByFeed = pause.Paused; break;
            case PauseChanged { Cause: "kill" } pause: PausedByKill = pause.Paused; break;
            case PauseChanged pause: PausedByOperator = pause.Paused; break;
            case BreakerTripped trip: Trip(trip, at); break;
            case BreakerReset reset: Reset(reset, at); break;
            case PhaseChanged phase: Brain = Brain with { Phase = phase.To, PhaseSince = at }; break;
            case ModifierChanged modifier: Brain = Brain with { Modifier = modifier.To, ModifierReason = modifier.Reason }; break;
            case AllocationOverridden set: Brain = Brain with { Override = new AllocationOverride(set.W1, set.W2, set.W3, set.By, set.Reason, at, set.Until) }; break;
            case OverrideEnded: Brain = Brain with { Override = null }; break;
            case IntentJudged { Inputs.SignalId: { } id }: Signals.Judge(id); break;
            case SignalHeard heard: Signals.Hear(heard, at); break;
            case SignalLapsed lapsed: Signals.Lapse(lapsed.Signal.Value, SignalLapse.Late); break;
            case OrderCreated created: _orders[created.Order.Id] = created.Order; break;
            case OrderMoved moved: Move(moved, at); break;
            case FillBooked fill: return Book(fill, at, sequence);
            case FundingBooked funding: BookFunding(funding); break;
            case ExecutionsAdopted adopted: Adopt(adopted); break;
            case ProtectionSeen seen: See(seen, at); break;
            case ProtectionWanted wanted: Want(wanted); break;
            case PositionCorrected corrected: return Correct(corrected, at, sequence);
            case Reconciled reconciled: Settle(reconciled, at); break;
            case EquityMarked marked: Mark(marked, at); break;
            case DayRolled day: Roll(day); break;
            case CascadeSeen cascade: Cascade = new CascadePause(cascade.Instrument, at, cascade.PausedUntil, cascade.OpenInterestChange, cascade.PriceMove, cascade.VolumeRatio); break;
            case FlattenStarted started: Flatten = Begin(started, at); break;
            case FlattenAdvanced advanced when Flatten is { } run: Flatten = Advance(run, advanced, at); break;
            case FlattenEnded ended: End(ended); break;
        }

        return null;
    }

    // The process always starts DISARMED (design 2.1); a lock outlives the process. A feed's pause belongs to the old sockets, and what
    // the last process reconciled says nothing of the time since: this one must ask the venue itself before anything may be armed.
    private void StartSession(DateTimeOffset at)
    {
        if (Arm.State != ArmState.Locked)
        {
            Arm = new MasterArm(ArmState.Disarmed, LockCause.None, at, "system", "process start");
        }

        PausedByFeed = false;
        ReconciledInSync = false;
        Signals.LapseAll(SignalLapse.Restart);
    }

    // A hard level has no cooldown: it waits for a person.
    private void Trip(BreakerTripped trip, DateTimeOffset at)
    {
        Breaker = Breaker.Active
            ? Breaker with { Triggers = [.. Breaker.Triggers, trip.Code] }
            : Breaker with
            {
                Active = true,
                Reason = trip.Reason,
                Triggers = [trip.Code],
                TriggeredAt = at,
                CooldownEndsAt = trip.CooldownEndsAt,
                EquityAtTrip = trip.Equity,
            };
        Breaker = trip.Hard ? Breaker with { Type = BreakerState.Hard, Reason = trip.Reason, CooldownEndsAt = null } : Breaker;
    }

    // References are rebased so that the same fall does not trip again at once (spec titan-trading 5.2).
    private void Reset(BreakerReset reset, DateTimeOffset at)
    {
        Breaker = new BreakerState { ResetCount = Breaker.ResetCount + 1, LastResetAt = at };
        Equity = Equity with { SessionPeak = reset.Equity, WatermarkReference = reset.Equity, WeekPeak = reset.Equity };
    }

    private void Move(OrderMoved moved, DateTimeOffset at)
    {
        if (!_orders.TryGetValue(moved.Id, out var order))
        {
            return;
        }

        var status = order.Status.MayBecome(moved.Status) ? moved.Status : order.Status;
        Store(order with
        {
            Status = status,
            VenueOrderId = moved.VenueOrderId ?? order.VenueOrderId,
            Reason = moved.Reason ?? order.Reason,
            UpdatedAt = at,
        });
        FollowRefusal(_orders[moved.Id]);
    }

    private void Store(Order order)
    {
        var wasWorking = _orders.TryGetValue(order.Id, out var before) && before.IsWorking;
        _orders[order.Id] = order;
        if (wasWorking && !order.IsWorking)
        {
            _terminalOrders.Enqueue(order.Id);
            if (_terminalOrders.Count > TerminalOrdersKept)
            {
                _orders.Remove(_terminalOrders.Dequeue());
            }
        }
    }

    private void Settle(Reconciled reconciled, DateTimeOffset at)
    {
        ReconciledAt = at;
        ReconciledInSync = reconciled.InSync;
        UnsettledReconciles = reconciled.InSync ? 0 : UnsettledReconciles + 1;
    }

    private void Mark(EquityMarked marked, DateTimeOffset at)
    {
        var equity = marked.WalletBalance + marked.UnrealizedPnl;
        var first = !Equity.Known;
        Equity = Equity with
        {
            Known = true,
            WalletBalance = marked.WalletBalance,
            UnrealizedPnl = marked.UnrealizedPnl,
            AvailableMargin = marked.AvailableMargin,
            Equity = equity,
            AsOf = at,
            Day = first ? DateOnly.FromDateTime(at.UtcDateTime) : Equity.Day,
            DayStartEquity = first ? equity : Equity.DayStartEquity,
            SessionPeak = Math.Max(Equity.SessionPeak, equity),
            HighWatermark = Math.Max(Equity.HighWatermark, equity),
            WatermarkReference = Math.Max(Equity.WatermarkReference, equity),
            Week = first ? MondayOf(DateOnly.FromDateTime(at.UtcDateTime)) : Equity.Week,
            WeekPeak = Math.Max(Equity.WeekPeak, equity),
        };
    }

    private void Roll(DayRolled day)
    {
        var week = MondayOf(day.Day);
        Equity = Equity with
        {
            Day = day.Day,
            DayStartEquity = day.StartEquity,
            SessionPeak = day.StartEquity,
            Week = week,
            WeekPeak = week > Equity.Week ? day.StartEquity : Equity.WeekPeak,
        };
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private void Remember(ClosedTrade trade)
    {
        _closedTrades.Enqueue(trade);
        if (_closedTrades.Count > ClosedTradesKept)
        {
            _closedTrades.Dequeue();
        }

        // Break-even neither counts nor resets (spec titan-trading 5.2).
        Breaker = trade.NetPnl switch
        {
            < 0 => Breaker with { ConsecutiveLosses = Breaker.ConsecutiveLosses + 1 },
            > 0 => Breaker with { ConsecutiveLosses = 0 },
            _ => Breaker,
        };
    }
}
