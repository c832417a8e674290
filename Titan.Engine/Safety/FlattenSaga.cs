using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Venues;

namespace Titan.Engine.Safety;

/// <summary>
/// FLATTEN ALL (spec titan-trading 5.3): disarm, cancel entries, close everything reduce-only in parallel, ask the venue until it says
/// flat, then cancel what is left, ask once more, end. Every stage is a fact, so a restart goes on where it stood. Nothing but the
/// venue's own list ends it.
/// </summary>
public sealed class FlattenSaga(Turn turn, Surroundings surroundings, ClosingOrders closing, ArmControl arm)
{
    private const int MarketAttempts = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private bool _looking;
    private bool _filledSinceLook;
    private bool _leftoversCancelled;

    /// <summary>Begins, unless one runs.</summary>
    /// <param name="author">Who asked.</param>
    /// <param name="reason">Why, for the receipt.</param>
    /// <param name="cause">Flatten, or the act that this is a part of.</param>
    /// <param name="correlation">Marks the run, its orders and its receipt.</param>
    /// <returns>False when one runs already.</returns>
    public bool Start(Author author, string reason, CloseReason cause, CorrelationId correlation)
    {
        if (turn.State.Flatten is not null)
        {
            return false;
        }

        FlattenLeg[] legs = [.. turn.State.Positions.Values.OrderBy(position => position.Instrument.Value, StringComparer.Ordinal).Select(LegOf)];
        decimal? equity = turn.State.Equity.Known ? turn.State.Equity.Equity : null;
        turn.Record(new FlattenStarted(correlation, author.Name, author.Roles, author.Door, reason, cause, equity, legs));
        turn.Alert("FLATTEN", AlertSeverity.Critical, $"FLATTEN ALL by {author.Name}: {legs.Length} positions. {reason}");
        arm.Disarm(author.Name, "flatten", correlation);
        Resume();
        return true;
    }

    /// <summary>Goes on after a start or a restart: entries go, closes go out at once, and the venue is asked.</summary>
    public void Resume()
    {
        if (turn.State.Flatten is not { } run)
        {
            return;
        }

        _leftoversCancelled = false;
        turn.Record(new FlattenAdvanced(run.Correlation, FlattenStage.CancellingEntries, run.Attempt, "entries"));
        turn.Emit(new CancelEverything(run.Correlation, IncludeProtective: false));
        var known = turn.State.Positions.Values.ToDictionary(position => position.Instrument.Value, position => position.SignedQuantity, StringComparer.Ordinal);
        CloseRound(known, turn.Now);
        Look();
    }

    /// <summary>Asks the venue again when it is time.</summary>
    public void Tick()
    {
        if (turn.State.Flatten is not null && (!_looking || turn.Now - _lookedAt > LookEvery * 10) && turn.Now - _lookedAt >= LookEvery)
        {
            Look();
        }
    }

    /// <summary>A fill was booked. With the last of them there is nothing to wait for: the venue is asked at once.</summary>
    public void Filled()
    {
        _filledSinceLook = true;
        LookWhenClosed();
    }

    /// <summary>The venue's list came: the only thing that can end the run.</summary>
    public void Answered(VenueAnswer<AccountSnapshot> answer)
    {
        _looking = false;
        Judge(answer);
        LookWhenClosed();
    }

    private void LookWhenClosed()
    {
        if (turn.State.Flatten is not null && !_looking && _filledSinceLook && turn.State.Positions.Count == 0)
        {
            Look();
        }
    }

    private void Judge(VenueAnswer<AccountSnapshot> answer)
    {
        if (turn.State.Flatten is not { } run || !answer.IsKnown)
        {
            return;
        }

        var account = answer.Value!;
        var open = account.Positions.Where(position => position.SignedQuantity != 0)
            .GroupBy(position => position.Symbol, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.SignedQuantity), StringComparer.Ordinal);
        if (open.Count > 0)
        {
            // New exposure, or a close that did not hold: leftovers are cancelled anew once it is gone.
            _leftoversCancelled = false;
            CloseRound(open, account.RequestedAt);
        }
        else if (!_leftoversCancelled)
        {
            _leftoversCancelled = true;
            Advance(FlattenStage.CancellingLeftovers, run.Attempt, "leftovers");
            turn.Emit(new CancelEverything(run.Correlation, IncludeProtective: true));
            Look();
        }
        else if (account.OpenOrders.Count == 0 && !Pending() && !FilledSince(account.RequestedAt))
        {
            End(run, account);
        }
        else if (account.OpenOrders.Count > 0)
        {
            turn.Emit(new CancelEverything(run.Correlation, IncludeProtective: true));
        }
    }

    // One round closes what the venue (or, at the start, our own book) shows; a symbol with a close on its way is left alone.
    private void CloseRound(Dictionary<string, decimal> positions, DateTimeOffset asOf)
    {
        if (turn.State.Flatten is not { } run)
        {
            return;
        }

        // A list that was asked for before the newest fill may still show what that fill closed.
        var due = positions
            .Where(pair => turn.Instruments.TryGet(pair.Key, out var instrument)
                && !closing.IsClosing(instrument.Id) && surroundings.Of(instrument).LastFillAt <= asOf)
            .ToArray();
        if (due.Length == 0)
        {
            return;
        }

        var attempt = run.Attempt + 1;
        Advance(FlattenStage.Closing, attempt, string.Join(' ', due.Select(pair => pair.Key)));
        foreach (var (symbol, quantity) in due.OrderByDescending(pair => Value(pair.Key, pair.Value)))
        {
            turn.Instruments.TryGet(symbol, out var instrument);
            closing.Close(instrument!, quantity, OrderPurpose.Flatten, run.Correlation, attempt, "flatten", bounded: attempt > MarketAttempts);
        }
    }

    private decimal Value(string symbol, decimal quantity) =>
        turn.Instruments.TryGet(symbol, out var instrument) ? Math.Abs(quantity) * (surroundings.Of(instrument).ValuationPrice ?? 0m) : 0m;

    // An order without a known outcome, or an entry that was not told to be over, may still fill: flat is not said before it is settled.
    private bool Pending() => turn.State.Orders.Values.Any(order =>
        order.IsWorking && (order.Purpose == OrderPurpose.Entry || order.Status is OrderStatus.Submitted or OrderStatus.Unknown));

    // A fill that came while the list was on its way is not in it.
    private bool FilledSince(DateTimeOffset asked) => turn.State.Positions.Keys.Any(id =>
        turn.Instruments.TryGet(id, out var instrument) && surroundings.Of(instrument).LastFillAt > asked);

    private void Look()
    {
        (_looking, _filledSinceLook) = (true, false);
        _lookedAt = turn.Now;
        turn.Emit(new AskForAccount(AccountTriggers.Flatten, (turn.State.Flatten?.StartedAt ?? turn.Now).AddMinutes(-1)));
    }

    private void Advance(FlattenStage stage, int attempt, string detail)
    {
        if (turn.State.Flatten is { } run)
        {
            turn.Record(new FlattenAdvanced(run.Correlation, stage, attempt, detail));
        }
    }

    private FlattenLeg LegOf(Position position) => new()
    {
        Symbol = position.Instrument.Value,
        SignedQuantity = position.SignedQuantity,
        EntryPrice = position.EntryPrice,
        ReferencePrice = turn.Instruments.TryGet(position.Instrument, out var instrument) ? surroundings.Of(instrument).ValuationPrice ?? 0m : 0m,
    };

    private void End(FlattenRun run, AccountSnapshot account)
    {
        Advance(FlattenStage.Flat, run.Attempt, "venue confirms 0 positions and 0 orders");
        var receipt = ReceiptOf(turn.State.Flatten!, account);
        turn.Record(new FlattenEnded(run.Correlation, $"venue confirms 0 positions and 0 orders at {account.AnsweredAt:O}", receipt));
        turn.Alert("FLATTENED", AlertSeverity.High, $"Flat: the venue confirms 0 positions and 0 orders. {receipt.Legs.Count} closed.");
    }

    private FlattenReceipt ReceiptOf(FlattenRun run, AccountSnapshot account) => new()
    {
        Id = run.Correlation.Value,
        By = run.By,
        Roles = run.Roles,
        Door = run.Door,
        Reason = run.Reason,
        Cause = run.Cause,
        StartedAt = run.StartedAt,
        ConfirmedAt = account.AnsweredAt,
        EquityBefore = run.EquityBefore,
        EquityAfter = account.Wallet.Equity,
        Legs = run.Legs,
        Orders = [.. turn.State.Orders.Values.Where(order => order.Correlation == run.Correlation).OrderBy(order => order.CreatedAt).ThenBy(order => order.Id.Value, StringComparer.Ordinal).Select(FlattenOrder.Of)],
        Steps = run.Steps,
    };
}
