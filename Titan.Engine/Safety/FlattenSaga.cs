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
    private readonly HashSet<string> _unreachableSymbols = [];
    private bool _leftoversCancelled;

    /// <summary>Begins, unless one runs.</summary>
    /// <returns>False when one runs already.</returns>
    public bool Start(string by, string reason, CorrelationId correlation)
    {
        if (turn.State.Flatten is not null)
        {
            return false;
        }

        var symbols = turn.State.Positions.Keys.Select(id => id.Value).Order(StringComparer.Ordinal).ToArray();
        turn.Record(new FlattenStarted(correlation, by, reason, symbols));
        turn.Alert("FLATTEN", AlertSeverity.Critical, $"FLATTEN ALL by {by}: {symbols.Length} positions. {reason}");
        arm.Disarm(by, "flatten", correlation);
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

    /// <summary>The venue's list came: the only thing that can end the run.</summary>
    public void Answered(VenueAnswer<AccountSnapshot> answer)
    {
        _looking = false;
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
            TellUnknown(open.Keys);
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

    private void TellUnknown(IEnumerable<string> symbols)
    {
        foreach (var symbol in symbols.Where(symbol => !turn.Instruments.TryGet(symbol, out _) && _unreachableSymbols.Add(symbol)))
        {
            turn.Alert("FLATTEN_STUCK", AlertSeverity.Critical, $"{symbol}: a position on an instrument that is not loaded; close it at the venue");
        }
    }

    private void Look()
    {
        _looking = true;
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

    private void End(FlattenRun run, AccountSnapshot account)
    {
        var closed = run.Symbols.Count;
        turn.Record(new FlattenEnded(run.Correlation, true, closed, $"venue confirms 0 positions and 0 orders at {account.AnsweredAt:O}"));
        turn.Alert("FLATTENED", AlertSeverity.High, $"Flat: the venue confirms 0 positions and 0 orders. {closed} closed.");
    }
}
