using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Safety;

namespace Titan.Engine.Kernel;

/// <summary>What each command does at once. Every one leaves one row in the audit, also when it is refused.</summary>
internal sealed partial class EngineCore
{
    private void OnCommand(EngineCommand command)
    {
        switch (command)
        {
            case ArmCommand arm: AskToArm(arm); break;
            case DisarmCommand disarm: Disarm(disarm); break;
            case FlattenCommand flatten: Flatten(flatten); break;
            case CancelAllCommand cancel: CancelAll(cancel); break;
            case KillCommand kill: Kill(kill); break;
            case ReleaseCommand release: Release(release); break;
            case EmergencyCommand { Clear: false } shut: Shut(shut); break;
            case EmergencyCommand clear: Clear(clear); break;
            case ClosePositionCommand close: Close(close); break;
            case ModifyProtectionCommand modify: Modify(modify); break;
            case CancelOrderCommand cancel: CancelOne(cancel); break;
            case ReconcileCommand reconcile: Reconcile(reconcile); break;
            case CompareCommand compare: Compare(compare); break;
            case ResetBreakerCommand reset: ResetBreaker(reset); break;
            case PauseCommand pause: Pause(pause); break;
            case OverrideCommand set: Override(set); break;
            case EndOverrideCommand end: EndOverride(end); break;
            case ChangeLimitsCommand change: Tell(change, _settings.Change(change.Limits, change.Confirm, change.Author, change.Reason)); break;
            case ChangeWhitelistCommand list: ChangeWhitelist(list); break;
            case RollbackSettingsCommand rollback: Rollback(rollback); break;
            case RecordAuditCommand audit: Audit(audit, audit.Action, audit.Result, audit.Detail); Reply(audit, CommandResult.Done("recorded")); break;
        }
    }

    private void AskToArm(ArmCommand command)
    {
        var (refusal, failed) = _arm.Arm(command.Author.Name, command.Reason, command.Confirm, command.Correlation);
        var result = refusal is null ? CommandResult.Done("ARMED") : Refuse(refusal) with { Failed = failed };
        Finish(command, result);
    }

    private void Disarm(DisarmCommand command)
    {
        var cancelled = _arm.Disarm(command.Author.Name, command.Reason ?? "operator", command.Correlation);
        Finish(command, CommandResult.Done("DISARMED") with { Count = cancelled });
    }

    private void Flatten(FlattenCommand command)
    {
        if (!_flatten.Start(command.Author, command.Reason ?? "operator", CloseReason.Flatten, command.Correlation))
        {
            var running = State.Flatten!.Correlation.Value;
            Finish(command, CommandResult.Refused("FLATTEN_RUNNING", $"A flatten is running: {running}.") with { RunningId = running });
            return;
        }

        Wait(command);
    }

    private void Kill(KillCommand command)
    {
        _kill.Pull(command.Author, command.Reason ?? "operator", command.Correlation);
        Wait(command);
    }

    private void Release(ReleaseCommand command)
    {
        if (_kill.WhyNotReleased(command.Reason) is { } refusal)
        {
            Finish(command, Refuse(refusal));
            return;
        }

        // A hard level holds both lock and breaker; one release lifts both.
        if (State.Breaker is { Active: true, Type: BreakerState.Hard })
        {
            _breaker.Lift(command.Author.Name, command.Reason!.Trim());
        }

        _kill.Release(command.Author.Name, command.Reason!.Trim(), command.Correlation);
        Finish(command, CommandResult.Done($"Released. Titan is {State.Arm.State.ToString().ToUpperInvariant()}, not armed."));
    }

    private void Shut(EmergencyCommand command)
    {
        var reason = command.Reason?.Trim() is { Length: > 0 } given ? given : "operator";
        var cancelled = _emergency.Shut(command.Author.Name, reason, command.Correlation);
        Finish(command, CommandResult.Done("EMERGENCY: LOCKED until cleared. Positions keep their stops.") with { Count = cancelled });
    }

    private void Clear(EmergencyCommand command)
    {
        if (_emergency.WhyNotCleared(command.Reason) is { } refusal)
        {
            Finish(command, Refuse(refusal));
            return;
        }

        _emergency.Clear(command.Author.Name, command.Reason!.Trim(), command.Correlation);
        Finish(command, CommandResult.Done($"Cleared. Titan is {State.Arm.State.ToString().ToUpperInvariant()}, not armed."));
    }

    private void CancelAll(CancelAllCommand command)
    {
        _orders.CancelEntries("cancel all");
        _turn.Emit(new CancelEverything(command.Correlation, command.IncludeProtective));
        Wait(command, command.IncludeProtective ? "with protective orders" : null);
    }

    private void Close(ClosePositionCommand command)
    {
        var before = PositionOf(command.Symbol);
        if (_acts.Close(command.Symbol, command.Quantity, command.Correlation) is { } refusal)
        {
            Finish(command, Refuse(refusal));
            return;
        }

        Wait(command, $"{command.Symbol} {(command.Quantity is { } part ? $"by {part}" : "whole")}", before);
    }

    private void Modify(ModifyProtectionCommand command)
    {
        var before = PositionOf(command.Symbol);
        if (_acts.Modify(command.Symbol, command.StopLoss, command.TakeProfit, command.Author.Name, command.Reason, command.Correlation) is { } refusal)
        {
            Finish(command, Refuse(refusal));
            return;
        }

        Wait(command, $"{command.Symbol} stop {before?.StopLoss} to {command.StopLoss}, target {before?.TakeProfit} to {command.TakeProfit}", before);
    }

    private void CancelOne(CancelOrderCommand command)
    {
        var order = State.Orders.Values.FirstOrDefault(order => order.Id.Value == command.OrderId || order.VenueOrderId == command.OrderId);
        if (order is { IsWorking: true })
        {
            _orders.Cancel(order, "operator");
            Wait(command, $"{order.Instrument} {order.Id}");
            return;
        }

        if (order is not null)
        {
            Finish(command, CommandResult.Refused("ORDER_NOT_WORKING", $"Order {command.OrderId} is {order.Status}; there is nothing to cancel."));
        }
        else if (!_surroundings.VenueOrders.TryGetValue(command.OrderId, out var foreign) || !_instruments.TryGet(foreign.Symbol, out var instrument))
        {
            Finish(command, new CommandResult(CommandStatus.NotFound, "ORDER_NOT_FOUND", $"No working order {command.OrderId} is known on this account."));
        }
        else if (foreign.IsProtection)
        {
            Finish(command, CommandResult.Refused("PROTECTIVE_ORDER", $"{foreign.Symbol}: this is the position's {foreign.StopOrderType}; move or remove it at the position, with a reason."));
        }
        else
        {
            _turn.Emit(new CancelForeignOrder(instrument, new VenueOrderId(foreign.VenueOrderId), command.Correlation));
            Wait(command, $"{foreign.Symbol} of other hands");
        }
    }

    private void Reconcile(ReconcileCommand command)
    {
        _reconciler.Request("manual");
        Wait(command);
    }

    // Only a look, so it leaves no row in the audit.
    private void Compare(CompareCommand command)
    {
        _turn.Emit(new AskForAccount(AccountTriggers.Compare, _turn.Now.AddMinutes(-1)));
        _pending.Add(new PendingCommand(command, _turn.Now, _reconciler.Rounds));
    }

    private void ResetBreaker(ResetBreakerCommand command)
    {
        if (_breaker.WhyNotReset(command.Reason) is { } refusal)
        {
            Finish(command, Refuse(refusal));
            return;
        }

        _breaker.Lift(command.Author.Name, command.Reason!.Trim());
        Finish(command, CommandResult.Done(State.Arm.State == ArmState.Locked
            ? $"Breaker reset. Titan stays LOCKED ({State.Arm.Reason}) until that is released."
            : "Breaker reset. Titan is DISARMED; arm by hand when ready."));
    }

    private void Pause(PauseCommand command)
    {
        if (State.PausedByOperator != command.Paused)
        {
            _turn.Record(new PauseChanged(command.Paused, "operator", command.Author.Name, command.Reason ?? ""));
            if (command.Paused)
            {
                _orders.CancelEntries("paused");
            }
        }

        Finish(command, CommandResult.Done(command.Paused ? "PAUSED" : State.IsPaused ? "RESUMED by you; still paused by the kill switch or a lost feed" : "RESUMED"));
    }

    private void Override(OverrideCommand command)
    {
        if (Risk.Brain.WhyNotOverride(command.W1, command.W2, command.W3, command.Reason, command.Hours) is { } wrong)
        {
            Finish(command, CommandResult.Invalid("INVALID_OVERRIDE", wrong));
            return;
        }

        var until = _turn.Now.AddHours((double)command.Hours);
        var text = string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"weights {command.W1}, {command.W2}, {command.W3} until {until:u} by {command.Author.Name}: {command.Reason!.Trim()}");
        _turn.Record(new AllocationOverridden(command.W1, command.W2, command.W3, command.Author.Name, command.Reason.Trim(), until));
        _turn.Alert("OVERRIDE_SET", AlertSeverity.Medium, $"The allocation is set by hand: {text}");
        Finish(command, CommandResult.Done(text), text);
    }

    private void EndOverride(EndOverrideCommand command)
    {
        if (State.Brain.Override is null)
        {
            Finish(command, CommandResult.Refused("NO_OVERRIDE", "No override is in force; there is nothing to end."));
            return;
        }

        _turn.Record(new OverrideEnded(command.Author.Name, command.Reason?.Trim() is { Length: > 0 } why ? why : "ended by hand"));
        Finish(command, CommandResult.Done("The override has ended; the formula rules again."));
    }

    private Position? PositionOf(string symbol) => State.Positions.GetValueOrDefault(new InstrumentId(symbol));

    private void Wait(EngineCommand command, string? detail = null, Position? before = null)
    {
        Audit(command, ActionOf(command), "started", detail);
        _pending.Add(new PendingCommand(command, _turn.Now, _reconciler.Rounds, before));
    }

    private void Finish(EngineCommand command, CommandResult result, string? detail = null)
    {
        Audit(command, ActionOf(command), result.Status.ToString(), result.Status == CommandStatus.Done ? detail : $"{result.Code}: {result.Message}");
        Reply(command, result);
    }

    private void Audit(EngineCommand command, string action, string result, string? detail) =>
        _turn.Record(new CommandRecorded(command.Correlation, action, command.Author.Name, command.Author.Roles, command.Author.Door, command.Reason, result, detail));

    private void Reply(EngineCommand command, CommandResult result) => _replies.Add(new CommandReply(command.Correlation, result));

    private static CommandResult Refuse(CommandRefusal refusal) =>
        refusal.Code.EndsWith("NOT_FOUND", StringComparison.Ordinal) ? new CommandResult(CommandStatus.NotFound, refusal.Code, refusal.Message)
        : refusal.ByState ? CommandResult.Refused(refusal.Code, refusal.Message)
        : CommandResult.Invalid(refusal.Code, refusal.Message);

    private static string ActionOf(EngineCommand command) => command switch
    {
        ArmCommand => "arm",
        DisarmCommand => "disarm",
        FlattenCommand => "flatten",
        CancelAllCommand => "cancel-all",
        KillCommand => "kill",
        ReleaseCommand => "release",
        EmergencyCommand emergency => emergency.Clear ? "emergency-clear" : "emergency-shutdown",
        ClosePositionCommand => "close-position",
        ModifyProtectionCommand => "modify-position",
        CancelOrderCommand => "cancel-order",
        ResetBreakerCommand => "breaker-reset",
        PauseCommand pause => pause.Paused ? "pause" : "resume",
        ReconcileCommand => "reconcile",
        OverrideCommand => "override",
        EndOverrideCommand => "override-end",
        ChangeLimitsCommand => "config-risk",
        ChangeWhitelistCommand => "config-whitelist",
        RollbackSettingsCommand => "config-rollback",
        _ => command.GetType().Name,
    };
}
