using System.Collections.Immutable;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Venues;

namespace Titan.Engine.Shadow;

/// <summary>
/// Compares the Shadow State with the venue at start, on reconnect, every minute, after a flatten and on demand, and settles what
/// differs: the venue wins (spec titan-trading 4.3). A difference must be seen twice before anything is corrected, because positions
/// and fills travel on different roads. Nothing is ever traded to make numbers agree.
/// </summary>
public sealed class Reconciler(Turn turn, Surroundings surroundings, OrderManager orders, ExecutionBook executions)
{
    /// <summary>Finished rounds that are remembered for people; all are in the journal.</summary>
    public const int RoundsKept = 20;

    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(30);

    // Longer than the overlap of later questions, so that none of them brings an execution from before the first.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, ClosedPnl?> _exits = [];
    private readonly HashSet<string> _toldOrders = [];
    private List<Mismatch> _suspects = [];
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;
    private DateTimeOffset? _dueAt;
    private bool _asking;
    private string _trigger = "start";

    /// <summary>Last finished comparison, for views and answers; null before the first.</summary>
    public ReconcileOutcome? Last { get; private set; }

    /// <summary>The last finished comparisons since the start of the process, newest first, at most <see cref="RoundsKept"/>.</summary>
    public ImmutableArray<ReconcileOutcome> Recent { get; private set; } = [];

    /// <summary>Finished rounds; a waiting command compares it.</summary>
    public int Rounds { get; private set; }

    /// <summary>The venue could not be asked last time.</summary>
    public string? Unreachable { get; private set; }

    /// <summary>Asks for a reconciliation as soon as possible.</summary>
    public void Request(string trigger)
    {
        _trigger = trigger;
        _dueAt = turn.Now;
    }

    public void Tick()
    {
        var interval = TimeSpan.FromSeconds(turn.Config.Execution.ReconcileSeconds);
        if (_asking && turn.Now - _askedAt > GiveUp)
        {
            _asking = false;
        }

        if (!_asking && _dueAt is null && turn.Now - _askedAt >= interval)
        {
            Request("timer");
        }

        // Whoever else asks meanwhile: a second look that came at once would see the same moment twice.
        var early = _suspects.Count > 0 && turn.Now - _askedAt < SecondLook;
        if (!_asking && !early && _dueAt is { } due && due <= turn.Now)
        {
            _asking = true;
            _dueAt = null;
            _askedAt = turn.Now;
            turn.Emit(new AskForAccount(_trigger, Since()));
        }
    }

    /// <summary>The venue answered. Positions, orders and executions of the answer are taken over even when it was asked for by others.</summary>
    /// <param name="trigger">Who asked.</param>
    /// <param name="answer">The account, or why there is none.</param>
    /// <param name="onPosition">Tells each position row to whoever keeps stops.</param>
    public void Answered(string trigger, VenueAnswer<AccountSnapshot> answer, Action<VenuePosition> onPosition)
    {
        var mine = AccountTriggers.IsReconcile(trigger);
        if (!answer.IsKnown)
        {
            Unreachable = answer.Outcome.Text;
            if (mine)
            {
                _asking = false;
                _dueAt = turn.Now + SecondLook;
            }

            return;
        }

        Unreachable = null;
        var account = answer.Value!;
        TakeExecutions(account);

        TakeOrders(account);
        TakePositions(account, onPosition);
        if (mine)
        {
            _asking = false;
            Judge(Compare(account, out var undecided), undecided, account);
        }
    }

    /// <summary>What a reconcile would do with this answer, row by row; changes nothing.</summary>
    public IReadOnlyList<ComparisonRow> Preview(AccountSnapshot account)
    {
        var differences = Compare(account, out _).ToDictionary(mismatch => mismatch.Instrument.Id);
        var venue = account.Positions.Where(position => position.SignedQuantity != 0).ToLookup(position => position.Symbol, StringComparer.Ordinal);
        var rows = new List<ComparisonRow>();
        foreach (var symbol in turn.State.Positions.Keys.Select(id => id.Value).Concat(venue.Select(group => group.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            turn.Instruments.TryGet(symbol, out var instrument);
            var ours = instrument is null ? null : turn.State.Positions.GetValueOrDefault(instrument.Id);
            var theirs = venue[symbol].FirstOrDefault();
            var verdict = instrument is null ? ComparisonVerdict.Ignore
                : differences.TryGetValue(instrument.Id, out var difference) ? difference.Verdict
                : (ours?.SignedQuantity ?? 0m) == venue[symbol].Sum(position => position.SignedQuantity) ? ComparisonVerdict.Match
                : ComparisonVerdict.Ignore;
            rows.Add(new ComparisonRow(symbol, ours, theirs, verdict));
        }

        return rows;
    }

    /// <summary>The venue told at which price a phantom position was closed.</summary>
    public void ClosedPnlAnswered(string symbol, VenueAnswer<IReadOnlyList<ClosedPnl>> answer)
    {
        if (answer.IsKnown && _exits.ContainsKey(symbol))
        {
            _exits[symbol] = answer.Value!.OrderByDescending(row => row.At).FirstOrDefault();
        }
    }

    // A new ledger takes no old executions over: what the account holds already is adopted, not re-enacted. They are remembered by their
    // ids, because the next question overlaps and the venue's clock is not ours.
    private void TakeExecutions(AccountSnapshot account)
    {
        var foreign = turn.State.ReconciledAt is null
            ? account.RecentExecutions.Where(execution => !turn.State.HasBooked(execution.ExecutionId) && !turn.State.Orders.ContainsKey(new ClientOrderId(execution.ClientOrderId))).ToArray()
            : [];
        if (foreign.Length > 0)
        {
            turn.Record(new ExecutionsAdopted([.. foreign.Select(execution => execution.ExecutionId)]));
        }

        foreach (var execution in account.RecentExecutions.OrderBy(execution => execution.At))
        {
            executions.Book(execution);
        }
    }

    // Overlaps, because a fill may be listed late; what is known already is skipped. The venue keeps 7 days.
    private DateTimeOffset Since()
    {
        var since = turn.State.ReconciledAt?.AddMinutes(-1) ?? turn.Now - FirstLook;
        var oldest = turn.Now.AddDays(-7).AddMinutes(1);
        return since > oldest ? since : oldest;
    }

    private void TakeOrders(AccountSnapshot account)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var report in account.OpenOrders)
        {
            open.Add(report.ClientOrderId);
            orders.Report(report);
            TellForeign(report);
        }

        foreach (var order in turn.State.Orders.Values.Where(order => order.IsWorking && !open.Contains(order.Id.Value)).ToArray())
        {
            if (account.RequestedAt - order.UpdatedAt > SettleTime || order.Status == OrderStatus.Unknown)
            {
                orders.Ask(order);
            }
        }
    }

    private void TellForeign(OrderReport report)
    {
        if (report.IsProtection || report.ClientOrderId.Length == 0 || OrderIds.IsOurs(turn.State.Epoch, report.ClientOrderId) || !_toldOrders.Add(report.VenueOrderId))
        {
            return;
        }

        if (OrderIds.IsOtherTitan(turn.State.Epoch, report.ClientOrderId))
        {
            turn.Alert("TWO_ACTORS", AlertSeverity.Critical, $"{report.Symbol}: another Titan ledger has a working order on this account; stop one of them");
        }
        else
        {
            turn.Alert("FOREIGN_ORDER", AlertSeverity.High, $"{report.Symbol}: a working order that is not ours ({report.Side} {report.Quantity}); CANCEL ALL removes it");
        }
    }

    private void TakePositions(AccountSnapshot account, Action<VenuePosition> onPosition)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var position in account.Positions)
        {
            told.Add(position.Symbol);
            onPosition(position);
        }

        foreach (var instrument in turn.Instruments.All.Where(instrument => !told.Contains(instrument.Id.Value)))
        {
            onPosition(new VenuePosition { Symbol = instrument.Id.Value, SignedQuantity = 0m, EntryPrice = 0m, UpdatedAt = account.AnsweredAt });
        }
    }

    private List<Mismatch> Compare(AccountSnapshot account, out bool undecided)
    {
        undecided = false;
        var venue = account.Positions.Where(position => position.SignedQuantity != 0)
            .GroupBy(position => position.Symbol, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.ToArray(), StringComparer.Ordinal);
        var found = new List<Mismatch>();
        foreach (var instrument in turn.Instruments.All)
        {
            var ours = turn.State.Positions.GetValueOrDefault(instrument.Id);
            var theirs = venue.GetValueOrDefault(instrument.Id.Value) ?? [];
            var venueQuantity = theirs.Sum(position => position.SignedQuantity);
            var shadowQuantity = ours?.SignedQuantity ?? 0m;
            if (Math.Abs(venueQuantity - shadowQuantity) * 2 < instrument.QuantityStep)
            {
                continue;
            }

            if (Moving(instrument, account))
            {
                undecided = true;
                continue;
            }

            var kind = (shadowQuantity, venueQuantity) switch
            {
                (0m, _) => DriftKind.MissingInShadow,
                (_, 0m) => DriftKind.MissingInBroker,
                var (shadow, broker) when Math.Sign(shadow) != Math.Sign(broker) => DriftKind.SideMismatch,
                _ => DriftKind.SizeMismatch,
            };
            found.Add(new Mismatch(instrument, kind, shadowQuantity, venueQuantity, theirs.FirstOrDefault()?.EntryPrice ?? 0m));
        }

        return found;
    }

    // A fill on its way makes the two sides differ for a moment; such a symbol is left for the next round.
    private bool Moving(Instrument instrument, AccountSnapshot account) =>
        account.RequestedAt - surroundings.Of(instrument).LastFillAt < SettleTime
        || account.RecentExecutions.Any(execution => execution.Symbol == instrument.Id.Value && execution.Kind != ExecutionKind.Funding && execution.At > account.RequestedAt - SettleTime)
        || turn.State.Orders.Values.Any(order => order.Instrument == instrument.Id && order.Status == OrderStatus.Submitted);

    private void Judge(List<Mismatch> found, bool undecided, AccountSnapshot account)
    {
        if (undecided && found.Count == 0)
        {
            // Neither in sync nor a mismatch yet: said when the fill has settled.
            _dueAt = turn.Now + SecondLook;
            return;
        }

        if (found.Count > 0 && !found.TrueForAll(_suspects.Contains))
        {
            _suspects = found;
            _dueAt = turn.Now + SecondLook;
            foreach (var phantom in found.Where(mismatch => mismatch.Kind == DriftKind.MissingInBroker))
            {
                _exits[phantom.Instrument.Id.Value] = null;
                turn.Emit(new AskForClosedPnl(phantom.Instrument, turn.State.Positions[phantom.Instrument.Id].OpenedAt));
            }

            return;
        }

        foreach (var mismatch in found)
        {
            Correct(mismatch);
        }

        _suspects = [];
        _exits.Clear();
        if (found.Count == 0 && account.RequestedAt >= surroundings.StalledAt)
        {
            surroundings.StalledAt = null;
        }

        turn.Record(new Reconciled(found.Count == 0, turn.State.Positions.Count, account.Positions.Count(position => position.SignedQuantity != 0), found.Count, _trigger));
        Last = new ReconcileOutcome(turn.Now, found.Count == 0, turn.State.Positions.Count, account.Positions.Count(position => position.SignedQuantity != 0), found, _trigger) { AskedAt = account.RequestedAt };
        Recent = [Last, .. Recent.Take(RoundsKept - 1)];
        Rounds++;
        if (found.Count > 0)
        {
            // What was corrected is checked at once, so that one drift does not keep entries blocked for a minute.
            Request("verify");
        }
    }

    private void Correct(Mismatch mismatch)
    {
        var exit = mismatch.Kind == DriftKind.MissingInBroker
            ? _exits.GetValueOrDefault(mismatch.Instrument.Id.Value)?.AverageExitPrice ?? surroundings.Of(mismatch.Instrument).ValuationPrice
            : null;
        turn.Record(new PositionCorrected(
            mismatch.Instrument.Id, mismatch.Kind, mismatch.ShadowQuantity, mismatch.VenueQuantity, mismatch.VenueEntryPrice, exit, mismatch.Action));
        turn.Alert(
            "POSITION_MISMATCH",
            AlertSeverity.Critical,
            $"Position mismatch {mismatch.Instrument.Id}: ours {mismatch.ShadowQuantity}, venue {mismatch.VenueQuantity}; {mismatch.Action}",
            mismatch.Instrument.Id,
            mismatch.ShadowQuantity,
            mismatch.VenueQuantity);
    }
}

/// <summary>One difference: quantities signed, base currency.</summary>
public sealed record Mismatch(Instrument Instrument, DriftKind Kind, decimal ShadowQuantity, decimal VenueQuantity, decimal VenueEntryPrice)
{
    public ComparisonVerdict Verdict => Kind switch
    {
        DriftKind.MissingInShadow => ComparisonVerdict.Adopt,
        DriftKind.MissingInBroker => ComparisonVerdict.Close,
        _ => ComparisonVerdict.Overwrite,
    };

    /// <summary>What is done about it.</summary>
    public string Action => Kind switch
    {
        DriftKind.MissingInShadow => "adopted",
        DriftKind.MissingInBroker => "closed at the venue's exit price",
        _ => "overwritten with the venue's size",
    };
}

/// <summary>A finished comparison.</summary>
public sealed record ReconcileOutcome(DateTimeOffset At, bool InSync, int ShadowCount, int VenueCount, IReadOnlyList<Mismatch> Mismatches, string Trigger)
{
    /// <summary>When the venue was asked: what happened later is not in it.</summary>
    public DateTimeOffset AskedAt { get; init; }
}
