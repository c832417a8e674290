using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Shadow;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>When a command that waits for the venue is answered, and with what. The act itself goes on whatever is answered.</summary>
internal sealed partial class EngineCore
{
    private static readonly TimeSpan VenuePatience = TimeSpan.FromSeconds(10);

    // Answers what has come true since: flat, closed, covered, reconciled, or the time to answer is over.
    private void AnswerPending()
    {
        foreach (var pending in _pending.All.ToArray())
        {
            var waited = _turn.Now - pending.Since;
            var result = pending.Command switch
            {
                FlattenCommand flatten => FlattenResult(flatten, waited),
                KillCommand kill => KillResult(kill, waited),
                ClosePositionCommand close => CloseResult(close, pending.Before!, waited),
                ModifyProtectionCommand modify => ModifyResult(modify, waited),
                CancelOrderCommand cancel => CancelResult(cancel),
                ReconcileCommand => ReconcileResult(pending),
                _ => null,
            };
            result ??= pending.Command is not (FlattenCommand or KillCommand) && waited > VenuePatience ? Silent(pending.Command) : null;
            if (result is not null)
            {
                Answer(pending, result);
            }
        }
    }

    private void Answer(PendingCommand pending, CommandResult result)
    {
        if (!_pending.Take(pending.Command.Correlation, out _))
        {
            return;
        }

        var told = result with { Duration = _turn.Now - pending.Since };
        if (pending.Command is CompareCommand)
        {
            Reply(pending.Command, told);
        }
        else
        {
            Finish(pending.Command, told);
        }
    }

    private void AnswerTo(CorrelationId correlation, Func<EngineCommand, CommandResult?> answer)
    {
        if (_pending.All.FirstOrDefault(pending => pending.Command.Correlation == correlation) is { } pending && answer(pending.Command) is { } result)
        {
            Answer(pending, result);
        }
    }

    private CommandResult Silent(EngineCommand command) => command switch
    {
        ClosePositionCommand or ModifyProtectionCommand or CancelOrderCommand => new CommandResult(
            CommandStatus.StillRunning, "VENUE_SILENT", "The venue has not confirmed in 10 s. Nothing is resent; Titan goes on asking."),
        ChangeWhitelistCommand or RollbackSettingsCommand => new CommandResult(
            CommandStatus.Unreachable, "VENUE_UNREACHABLE", "The venue did not say in 10 s whether it lists the symbol. Nothing was changed."),
        ReconcileCommand when _reconciler.Unreachable is { } why => new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", why),
        _ => new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", "The venue did not answer in 10 s; the engine keeps trying."),
    };

    private CommandResult? FlattenResult(FlattenCommand command, TimeSpan waited)
    {
        if (State.Flatten is not { } run || run.Correlation != command.Correlation)
        {
            var rows = Rows(State.LastFlatten?.Legs ?? []);
            return CommandResult.Done("Flat. The venue confirms 0 positions and 0 orders.") with { Rows = rows, Count = rows.Length, Receipt = State.LastFlatten };
        }

        return waited.TotalSeconds >= Config.Execution.FlattenAnswerSeconds ? NotFlat(run, waited) : null;
    }

    private CommandResult? KillResult(KillCommand command, TimeSpan waited)
    {
        if (State.Flatten is not { } run)
        {
            var rows = Rows(State.LastFlatten?.Legs ?? []);
            return CommandResult.Done("Killed: LOCKED, paused, flat. The venue confirms 0 positions and 0 orders.") with
            {
                Rows = rows,
                Count = rows.Length,
                Steps = _kill.Steps(),
                Receipt = State.LastFlatten?.Id == command.Correlation.Value ? State.LastFlatten : null,
            };
        }

        return waited.TotalSeconds >= Config.Execution.FlattenAnswerSeconds ? NotFlat(run, waited) with { Steps = _kill.Steps() } : null;
    }

    private CommandResult NotFlat(FlattenRun run, TimeSpan waited)
    {
        _turn.Alert("FLATTEN_INCOMPLETE", AlertSeverity.Critical, $"Not flat after {waited.TotalSeconds:0} s: {State.Positions.Count} positions in our book; Titan goes on until the venue says flat");
        return new CommandResult(CommandStatus.StillRunning, "FLATTEN_STILL_RUNNING", "Not flat yet; Titan goes on until the venue says flat.") { Rows = Rows(run.Legs), RunningId = run.Correlation.Value };
    }

    private CommandRow[] Rows(IReadOnlyList<FlattenLeg> legs) =>
    [
        .. legs.Select(leg => State.Positions.ContainsKey(new InstrumentId(leg.Symbol))
            ? new CommandRow(leg.Symbol, false, null, leg.AveragePrice, leg.Problem ?? "not closed yet")
            : new CommandRow(leg.Symbol, true, null, leg.AveragePrice ?? (leg.ClosedElsewhere > 0 ? leg.ElsewhereValue / leg.ClosedElsewhere : null))),
    ];

    private CommandResult? CloseResult(ClosePositionCommand command, Position before, TimeSpan waited)
    {
        var orders = State.Orders.Values.Where(order => order.Correlation == command.Correlation).ToArray();
        var gone = PositionOf(command.Symbol) is not { } now || now.Id != before.Id;
        if (orders.Any(order => order.IsWorking) || (orders.Length == 0 && !gone && _closing.IsClosing(before.Instrument)))
        {
            return null;
        }

        var filled = orders.Sum(order => order.FilledQuantity);
        decimal? price = filled > 0 ? orders.Sum(order => order.AverageFillPrice * order.FilledQuantity) / filled : null;
        var asked = command.Quantity ?? before.Quantity;
        if (gone || (filled >= asked && orders.Length > 0))
        {
            return CommandResult.Done($"{(gone ? "Closed" : "Reduced")} {command.Symbol}.") with { Count = 1, Rows = [new CommandRow(command.Symbol, true, orders.FirstOrDefault()?.Id.Value, price)] };
        }

        // Filled there, fills not here yet: the fill comes before the answer is given.
        if (orders.Length > 0 && orders.All(order => order.Status == OrderStatus.Filled) && waited < VenuePatience)
        {
            return null;
        }

        var why = orders.FirstOrDefault(order => order.Reason is not null)?.Reason ?? "the book was too thin";
        return CommandResult.Refused("NOT_CLOSED", $"{command.Symbol}: {filled} of {asked} closed: {why}. Press again, or use FLATTEN ALL.") with
        {
            Rows = [new CommandRow(command.Symbol, false, orders.FirstOrDefault()?.Id.Value, price, why)],
        };
    }

    private CommandResult? ModifyResult(ModifyProtectionCommand command, TimeSpan waited)
    {
        if (PositionOf(command.Symbol) is not { } now)
        {
            return new CommandResult(CommandStatus.NotFound, "POSITION_NOT_FOUND", $"{command.Symbol} was closed meanwhile.");
        }

        bool Stands(decimal? asked, decimal? seen) => asked is null || (asked == 0 ? seen is null : seen == asked);
        return Stands(command.StopLoss, now.StopLoss) && Stands(command.TakeProfit, now.TakeProfit) && waited > TimeSpan.Zero
            ? CommandResult.Done($"{command.Symbol}: the venue shows stop {now.StopLoss?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}, target {now.TakeProfit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}.")
            : null;
    }

    private CommandResult? CancelResult(CancelOrderCommand command)
    {
        var order = State.Orders.Values.FirstOrDefault(order => order.Id.Value == command.OrderId || order.VenueOrderId == command.OrderId);
        return order switch
        {
            null or { IsWorking: true } => null,
            { Status: OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Rejected } =>
                CommandResult.Done("cancelled") with { Count = 1, Rows = [new CommandRow(order.Instrument.Value, true, order.Id.Value)] },
            _ => CommandResult.Refused("ORDER_FILLED", $"Order {command.OrderId} was filled before the cancel arrived."),
        };
    }

    private CommandResult? ReconcileResult(PendingCommand pending) =>
        _reconciler.Rounds > pending.RoundsBefore && _reconciler.Last is { } last && last.AskedAt >= pending.Since
            ? CommandResult.Done(last.InSync ? "in sync" : $"{last.Mismatches.Count} differences settled") with
            {
                InSync = last.InSync,
                ShadowCount = last.ShadowCount,
                VenueCount = last.VenueCount,
                Mismatches = [.. last.Mismatches.Select(ViewOf)],
            }
            : null;

    private void AnswerCompare(VenueAnswer<AccountSnapshot> answer)
    {
        foreach (var pending in _pending.All.Where(pending => pending.Command is CompareCommand).ToArray())
        {
            if (!answer.IsKnown)
            {
                Answer(pending, new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", answer.Outcome.Text));
            }
            else if (answer.Value!.RequestedAt >= pending.Since)
            {
                var rows = _reconciler.Preview(answer.Value);
                Answer(pending, CommandResult.Done("compared") with
                {
                    Comparison = rows,
                    InSync = rows.All(row => row.Verdict == ComparisonVerdict.Match),
                    ShadowCount = rows.Count(row => row.Shadow is not null),
                    VenueCount = rows.Count(row => row.Venue is not null),
                });
            }
        }
    }

    private void OnEverythingCancelled(EverythingCancelled cancelled) => AnswerTo(cancelled.Correlation, command =>
    {
        if (command is not CancelAllCommand)
        {
            return null;
        }

        var answer = cancelled.Answer;
        CommandRow[] rows = answer.IsKnown
            ? [.. answer.Value!.Select(id => new CommandRow(SymbolOf(id.Value), true, id.Value))]
            : [new CommandRow("", false, null, null, answer.Outcome.Text)];
        return (answer.IsKnown ? CommandResult.Done("cancelled") : new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", answer.Outcome.Text)) with
        {
            Rows = rows,
            Count = rows.Count(row => row.Success),
        };
    });

    private void OnForeignCancelled(ForeignCancelled cancelled) => AnswerTo(cancelled.Correlation, command => cancelled.Outcome switch
    {
        { IsAccepted: true } when command is CancelOrderCommand one => CommandResult.Done("cancelled") with { Count = 1, Rows = [new CommandRow("", true, one.OrderId)] },
        { Kind: OutcomeKind.Rejected } => CommandResult.Refused("VENUE_REJECTED", $"{cancelled.Outcome.Code} {cancelled.Outcome.Text}"),
        _ => null,
    });

    private void OnProtection(ProtectionAnswered answered)
    {
        if (answered is not { AskedBy: { } asked, Outcome.Kind: OutcomeKind.Rejected })
        {
            _protection.Answered(answered.Symbol, answered.Outcome);
            return;
        }

        // An operator's wish that the venue refuses changes nothing: what was wanted before is wanted again.
        var before = _pending.All.FirstOrDefault(pending => pending.Command.Correlation == asked)?.Before;
        if (before is not null && PositionOf(answered.Symbol) is { } now && now.Id == before.Id)
        {
            _acts.Undo(before, "venue refused");
        }

        AnswerTo(asked, _ => CommandResult.Refused("VENUE_REJECTED", $"{answered.Symbol}: the venue refuses: {answered.Outcome.Code} {answered.Outcome.Text}"));
    }

    internal static MismatchView ViewOf(Mismatch mismatch) =>
        new(mismatch.Instrument.Id.Value, mismatch.Kind, mismatch.ShadowQuantity, mismatch.VenueQuantity, mismatch.Action);

    private string SymbolOf(string venueOrderId) =>
        State.Orders.Values.FirstOrDefault(order => order.VenueOrderId == venueOrderId)?.Instrument.Value
        ?? _surroundings.VenueOrders.GetValueOrDefault(venueOrderId)?.Symbol ?? "";
}
