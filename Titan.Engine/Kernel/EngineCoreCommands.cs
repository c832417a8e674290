using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Engine.Shadow;

namespace Titan.Engine.Kernel;

/// <summary>What each command does, and when it is answered. Every one leaves one row in the audit, also when it is refused.</summary>
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
            case ReconcileCommand reconcile: Reconcile(reconcile); break;
            case ResetBreakerCommand reset: ResetBreaker(reset); break;
            case PauseCommand pause: Pause(pause); break;
            case RecordAuditCommand audit: Audit(audit, audit.Action, audit.Result, audit.Detail); Reply(audit, CommandResult.Done("recorded")); break;
        }
    }

    private void AskToArm(ArmCommand command)
    {
        var (refusal, failed) = _arm.Arm(command.Author.Name, command.Reason, command.Confirm, command.Correlation);
        var result = refusal is null ? CommandResult.Done("ARMED") : Refuse(refusal) with { Failed = failed };
        Finish(command, "arm", result);
    }

    private void Disarm(DisarmCommand command)
    {
        var cancelled = _arm.Disarm(command.Author.Name, command.Reason ?? "operator", command.Correlation);
        Finish(command, "disarm", CommandResult.Done("DISARMED") with { Count = cancelled });
    }

    private void Flatten(FlattenCommand command)
    {
        if (!_flatten.Start(command.Author.Name, command.Reason ?? "operator", command.Correlation))
        {
            var running = State.Flatten!.Correlation.Value;
            Finish(command, "flatten", CommandResult.Refused("FLATTEN_RUNNING", $"A flatten is running: {running}.") with { RunningId = running });
            return;
        }

        Audit(command, "flatten", "started", null);
        _pending.Add(new PendingCommand(command, _turn.Now, _reconciler.Rounds));
    }

    private void CancelAll(CancelAllCommand command)
    {
        _orders.CancelEntries("cancel all");
        _turn.Emit(new CancelEverything(command.Correlation, command.IncludeProtective));
        Audit(command, "cancel-all", "started", command.IncludeProtective ? "with protective orders" : null);
        _pending.Add(new PendingCommand(command, _turn.Now, _reconciler.Rounds));
    }

    private void Reconcile(ReconcileCommand command)
    {
        _reconciler.Request("manual");
        Audit(command, "reconcile", "started", null);
        _pending.Add(new PendingCommand(command, _turn.Now, _reconciler.Rounds));
    }

    private void ResetBreaker(ResetBreakerCommand command)
    {
        if (_breaker.WhyNotReset(command.Reason) is { } refusal)
        {
            Finish(command, "breaker-reset", Refuse(refusal));
            return;
        }

        _breaker.Lift(command.Author.Name, command.Reason!.Trim());
        Finish(command, "breaker-reset", CommandResult.Done("Breaker reset. Titan is DISARMED; arm by hand when ready."));
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

        Finish(command, command.Paused ? "pause" : "resume", CommandResult.Done(command.Paused ? "PAUSED" : "RESUMED"));
    }

    private void OnEverythingCancelled(EverythingCancelled cancelled)
    {
        if (!_pending.Take(cancelled.Correlation, out var pending) || pending is null)
        {
            return;
        }

        if (pending.Command is not CancelAllCommand command)
        {
            _pending.Add(pending);
            return;
        }

        var answer = cancelled.Answer;
        var rows = answer.IsKnown
            ? answer.Value!.Select(id => new CommandRow(SymbolOf(id.Value), true, id.Value)).ToArray()
            : [new CommandRow("", false, null, null, answer.Outcome.Text)];
        var result = (answer.IsKnown ? CommandResult.Done("cancelled") : new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", answer.Outcome.Text)) with
        {
            Rows = rows,
            Count = rows.Count(row => row.Success),
            Duration = _turn.Now - pending.Since,
        };
        Finish(command, "cancel-all", result);
    }

    // Answers what has come true since: flat, reconciled, or the time to answer is over.
    private void AnswerPending()
    {
        foreach (var pending in _pending.All.ToArray())
        {
            var waited = _turn.Now - pending.Since;
            var result = pending.Command switch
            {
                FlattenCommand flatten => FlattenResult(flatten, waited),
                ReconcileCommand => ReconcileResult(pending, waited),
                _ => waited > TimeSpan.FromSeconds(10) ? new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", "The venue did not answer in 10 s; the engine keeps trying.") : null,
            };
            if (result is not null && _pending.Take(pending.Command.Correlation, out _))
            {
                Finish(pending.Command, ActionOf(pending.Command), result with { Duration = waited });
            }
        }
    }

    private static string ActionOf(EngineCommand command) => command switch
    {
        FlattenCommand => "flatten",
        CancelAllCommand => "cancel-all",
        _ => "reconcile",
    };

    private CommandResult? FlattenResult(FlattenCommand command, TimeSpan waited)
    {
        if (State.Flatten is { } run && run.Correlation == command.Correlation)
        {
            if (waited.TotalSeconds < Config.Execution.FlattenAnswerSeconds)
            {
                return null;
            }

            _turn.Alert("FLATTEN_INCOMPLETE", AlertSeverity.Critical, $"Not flat after {waited.TotalSeconds:0} s: {State.Positions.Count} positions in our book; Titan goes on until the venue says flat");
            return new CommandResult(CommandStatus.StillRunning, "FLATTEN_STILL_RUNNING", "Not flat yet; Titan goes on until the venue says flat.") { Rows = FlattenRows(command.Correlation), RunningId = run.Correlation.Value };
        }

        var rows = FlattenRows(command.Correlation);
        return CommandResult.Done("Flat. The venue confirms 0 positions and 0 orders.") with { Rows = rows, Count = rows.Count(row => row.Success) };
    }

    private CommandRow[] FlattenRows(CorrelationId correlation) =>
    [
        .. State.Orders.Values.Where(order => order.Correlation == correlation)
            .GroupBy(order => order.Instrument)
            .OrderBy(group => group.Key.Value, StringComparer.Ordinal)
            .Select(RowOf),
    ];

    private CommandRow RowOf(IGrouping<InstrumentId, Order> closes)
    {
        var open = State.Positions.ContainsKey(closes.Key);
        var filled = closes.Sum(order => order.FilledQuantity);
        decimal? price = filled > 0 ? closes.Sum(order => order.AverageFillPrice * order.FilledQuantity) / filled : null;
        var error = open ? closes.OrderBy(order => order.CreatedAt).Last().Reason ?? "not closed yet" : null;
        return new CommandRow(closes.Key.Value, !open, null, price, error);
    }

    private CommandResult? ReconcileResult(PendingCommand pending, TimeSpan waited)
    {
        if (_reconciler.Rounds > pending.RoundsBefore && _reconciler.Last is { } last && last.AskedAt >= pending.Since)
        {
            return CommandResult.Done(last.InSync ? "in sync" : $"{last.Mismatches.Count} differences settled") with
            {
                InSync = last.InSync,
                ShadowCount = last.ShadowCount,
                VenueCount = last.VenueCount,
                Mismatches = [.. last.Mismatches.Select(ViewOf)],
            };
        }

        return waited > TimeSpan.FromSeconds(10)
            ? new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", _reconciler.Unreachable ?? "The venue did not answer in 10 s; the engine keeps trying.")
            : null;
    }

    internal static MismatchView ViewOf(Mismatch mismatch) =>
        new(mismatch.Instrument.Id.Value, mismatch.Kind, mismatch.ShadowQuantity, mismatch.VenueQuantity, mismatch.Action);

    private string SymbolOf(string venueOrderId) =>
        State.Orders.Values.FirstOrDefault(order => order.VenueOrderId == venueOrderId)?.Instrument.Value ?? "";

    private static CommandResult Refuse(CommandRefusal refusal) =>
        refusal.ByState ? CommandResult.Refused(refusal.Code, refusal.Message) : CommandResult.Invalid(refusal.Code, refusal.Message);

    private void Finish(EngineCommand command, string action, CommandResult result)
    {
        Audit(command, action, result.Status.ToString(), result.Status == CommandStatus.Done ? null : $"{result.Code}: {result.Message}");
        Reply(command, result);
    }

    private void Audit(EngineCommand command, string action, string result, string? detail) =>
        _turn.Record(new CommandRecorded(command.Correlation, action, command.Author.Name, command.Author.Roles, command.Author.Door, command.Reason, result, detail));

    private void Reply(EngineCommand command, CommandResult result) => _replies.Add(new CommandReply(command.Correlation, result));
}
