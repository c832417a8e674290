using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Orders;

/// <summary>
/// The only way to the venue: creates orders (on disk before they are on the wire), takes answers and reports, cancels, and settles
/// unknown ones by asking. Never sends an order twice.
/// </summary>
public sealed class OrderManager(Turn turn)
{
    /// <summary>An order that the venue does not know is asked for again after this; absent twice that far apart means it never arrived.</summary>
    private static readonly TimeSpan AbsentTwiceApart = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private const string Absent = "not known to the venue, asked twice";

    /// <summary>How long an acknowledgement may be outstanding before the venue is asked: nothing stays Submitted in silence.</summary>
    private static readonly TimeSpan AnswerDue = TimeSpan.FromSeconds(10);

    private readonly Dictionary<ClientOrderId, Inquiry> _inquiries = [];

    /// <summary>Creates an order and sends it once it is on disk. Quantity must be a multiple of the step.</summary>
    /// <param name="request">What goes to the venue.</param>
    /// <param name="correlation">What it belongs to.</param>
    /// <param name="source">Strategy or operator's act that asked for it.</param>
    /// <param name="referencePrice">Mid price when it was decided.</param>
    /// <param name="trapType">What set the strategy off, when it has several kinds.</param>
    /// <param name="timeoutMs">How long an entry works unfilled; null for the configured time.</param>
    public Order Create(
        OrderRequest request, CorrelationId correlation, string source, decimal referencePrice, string? trapType = null, int? timeoutMs = null)
    {
        if (turn.State.Orders.TryGetValue(request.ClientOrderId, out var made))
        {
            // The same decision has the same id: it was made before, so its outcome is asked for instead of sending it again.
            Ask(made);
            return made;
        }

        var order = new Order
        {
            Id = request.ClientOrderId,
            Correlation = correlation,
            Instrument = request.Instrument.Id,
            Side = request.Side,
            Type = request.Type,
            TimeInForce = request.TimeInForce,
            Purpose = request.Purpose,
            Quantity = request.Quantity,
            Price = request.Price,
            ReduceOnly = request.ReduceOnly,
            StopLoss = request.StopLoss,
            TakeProfit = request.TakeProfit,
            Source = source,
            Leverage = Math.Min(turn.Config.Risk.MaxLeverage, request.Instrument.MaxLeverage),
            ReferencePrice = referencePrice,
            TrapType = trapType,
            TimeoutMs = timeoutMs,
            CreatedAt = turn.Now,
            UpdatedAt = turn.Now,
            Status = OrderStatus.Submitted,
        };
        turn.Record(new OrderCreated(order));
        turn.Emit(new SendOrder(request));
        return order;
    }

    /// <summary>The venue answered a send.</summary>
    public void Answered(ClientOrderId id, VenueOutcome outcome)
    {
        if (!turn.State.Orders.TryGetValue(id, out var order))
        {
            return;
        }

        switch (outcome.Kind)
        {
            case OutcomeKind.Accepted when order.Status is OrderStatus.Submitted or OrderStatus.Unknown or OrderStatus.New:
                Move(order, OrderStatus.Accepted, outcome.VenueOrderId, null);
                break;
            case OutcomeKind.Accepted when order.VenueOrderId is null && outcome.VenueOrderId is not null:
                turn.Record(new OrderMoved(id, order.Status, outcome.VenueOrderId, null));
                break;
            case OutcomeKind.Rejected when order.IsWorking && order.FilledQuantity == 0:
                Move(order, OrderStatus.Rejected, outcome.VenueOrderId, $"{outcome.Code} {outcome.Text}");
                turn.Note("ORDER_REJECTED", $"Order rejected: {order.Instrument} {order.Side} {order.Quantity}: {outcome.Code} {outcome.Text}", order.Instrument, order.Correlation);
                break;
            case OutcomeKind.Rejected when order.IsWorking:
                // It filled in part, so this answer does not tell the whole story.
                Ask(order);
                break;
            case OutcomeKind.Unknown when order.IsWorking:
                Doubt(order, outcome.Text);
                break;
        }
    }

    /// <summary>The venue answered a cancel: a refusal says that the order is gone or filled, so it is asked for.</summary>
    public void CancelAnswered(ClientOrderId id, VenueOutcome outcome)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && order.IsWorking && !outcome.IsAccepted)
        {
            Ask(order);
        }
    }

    /// <summary>The venue told an order's state, by stream or by answer.</summary>
    public void Report(OrderReport report)
    {
        if (!turn.State.Orders.TryGetValue(new ClientOrderId(report.ClientOrderId), out var order))
        {
            return;
        }

        if (!order.IsWorking)
        {
            CancelRisen(order, report);
            return;
        }

        var status = StatusOf(report, order);
        if (status is { } next && (order.Status.MayBecome(next) || order.VenueOrderId is null))
        {
            var why = next is OrderStatus.Cancelled or OrderStatus.Rejected ? Words(report) : null;
            Move(order, next, report.VenueOrderId, why);
            if (next == OrderStatus.Rejected)
            {
                turn.Note("ORDER_REJECTED", $"Order rejected: {order.Instrument} {order.Side} {order.Quantity}: {why}", order.Instrument, order.Correlation);
            }
        }
    }

    /// <summary>The venue answered a question about an order. An empty list means: not known there now.</summary>
    public void Found(ClientOrderId id, VenueAnswer<IReadOnlyList<OrderReport>> answer)
    {
        if (!turn.State.Orders.TryGetValue(id, out var order) || !order.IsWorking)
        {
            _inquiries.Remove(id);
            return;
        }

        var inquiry = _inquiries.GetValueOrDefault(id);
        if (!answer.IsKnown)
        {
            _inquiries[id] = inquiry with { Asked = false, NextAt = turn.Now + AskAgain };
            return;
        }

        if (answer.Value!.FirstOrDefault(report => report.ClientOrderId == id.Value) is { } found)
        {
            _inquiries.Remove(id);
            Report(found);
            CancelAgain(id, found);
            if (found.Status == VenueOrderStatus.Filled && turn.State.Orders.TryGetValue(id, out var still) && still.IsWorking)
            {
                // Filled there, fills not here: the executions themselves are asked for.
                turn.Emit(new AskForAccount(AccountTriggers.Fills, order.CreatedAt.AddMinutes(-1)));
                _inquiries[id] = new Inquiry(false, turn.Now + (AskAgain * 2), null);
            }

            return;
        }

        if (inquiry.AbsentSince is { } since && turn.Now - since >= AbsentTwiceApart)
        {
            _inquiries.Remove(id);
            var status = order.FilledQuantity > 0 ? OrderStatus.Cancelled : OrderStatus.Rejected;
            Move(order, status, null, Absent);
            return;
        }

        _inquiries[id] = new Inquiry(false, turn.Now + AskAgain, inquiry.AbsentSince ?? turn.Now);
    }

    /// <summary>Cancels a working order.</summary>
    public void Cancel(Order order, string why)
    {
        if (order.IsWorking && order.Status != OrderStatus.CancelPending && turn.Instruments.TryGet(order.Instrument, out var instrument))
        {
            if (order.Status != OrderStatus.Unknown)
            {
                turn.Record(new OrderMoved(order.Id, OrderStatus.CancelPending, null, why));
            }

            turn.Emit(new CancelOrder(instrument, order.Id));
        }
    }

    /// <summary>Cancels every working entry; protective and closing orders stay.</summary>
    /// <param name="why">Kept with each.</param>
    /// <param name="which">Only these; all when left out.</param>
    public int CancelEntries(string why, Func<Order, bool>? which = null)
    {
        var entries = turn.State.Orders.Values.Where(order => order.IsWorking && order.Purpose == OrderPurpose.Entry && which?.Invoke(order) != false).ToArray();
        foreach (var order in entries)
        {
            Cancel(order, why);
        }

        return entries.Length;
    }

    /// <summary>After a restart: what was created may or may not have been sent, so it is unknown until the venue says.</summary>
    public void DoubtAllAfterRestart()
    {
        foreach (var order in turn.State.Orders.Values.Where(order => order.IsWorking).ToArray())
        {
            Doubt(order, "process restarted");
        }
    }

    /// <summary>Marks an order as possibly gone: open on our side, absent on the venue's list.</summary>
    public void Ask(Order order)
    {
        if (!_inquiries.ContainsKey(order.Id))
        {
            _inquiries[order.Id] = new Inquiry(false, turn.Now, null);
        }
    }

    /// <summary>Asks what is due, and cancels entries that worked longer than they may.</summary>
    public void Tick()
    {
        foreach (var order in turn.State.Orders.Values.Where(order => order.IsWorking).ToArray())
        {
            var silent = order.Status == OrderStatus.Submitted && turn.Now - order.UpdatedAt > AnswerDue;
            if (order.Status == OrderStatus.Unknown || silent || (order.Status == OrderStatus.CancelPending && turn.Now - order.UpdatedAt > AskAgain * 3))
            {
                Ask(order);
            }

            var timeoutMs = order.TimeoutMs ?? turn.Config.Execution.OrderTimeoutMs;
            if (order.Purpose == OrderPurpose.Entry && order.Status is OrderStatus.Accepted or OrderStatus.PartiallyFilled && turn.Now - order.CreatedAt > TimeSpan.FromMilliseconds(timeoutMs))
            {
                Cancel(order, $"not filled in {timeoutMs} ms");
            }
        }

        foreach (var (id, inquiry) in _inquiries.Where(pair => !pair.Value.Asked && pair.Value.NextAt <= turn.Now).ToArray())
        {
            if (turn.State.Orders.TryGetValue(id, out var order) && order.IsWorking && turn.Instruments.TryGet(order.Instrument, out var instrument))
            {
                _inquiries[id] = inquiry with { Asked = true };
                turn.Emit(new AskForOrder(instrument, id));
            }
            else
            {
                _inquiries.Remove(id);
            }
        }
    }

    private void Doubt(Order order, string why)
    {
        if (order.Status is OrderStatus.New or OrderStatus.Submitted)
        {
            Move(order, OrderStatus.Unknown, null, why);
            turn.Note("ORDER_UNKNOWN", $"{order.Instrument}: no answer to {order.Id} ({why}); asking, not resending", order.Instrument, order.Correlation);
        }

        Ask(order);
    }

    private void Move(Order order, OrderStatus status, string? venueOrderId, string? reason) =>
        turn.Record(new OrderMoved(order.Id, status, venueOrderId, reason));

    // A cancel that got lost, or came before its order, took nothing off the venue. Unlike a create it may be sent as often as needed.
    private void CancelAgain(ClientOrderId id, OrderReport found)
    {
        if (found.IsOpen && turn.State.Orders.TryGetValue(id, out var order) && order.Status == OrderStatus.CancelPending
            && turn.Instruments.TryGet(order.Instrument, out var instrument))
        {
            turn.Emit(new CancelOrder(instrument, id));
            _inquiries[id] = new Inquiry(false, turn.Now + AskAgain, null);
        }
    }

    // An order we had given up on lives after all: it must not fill behind our back.
    private void CancelRisen(Order order, OrderReport report)
    {
        if (report.IsOpen && (order.Status == OrderStatus.Rejected || order.Reason == Absent) && turn.Instruments.TryGet(order.Instrument, out var instrument))
        {
            turn.Alert("ORDER_ROSE", AlertSeverity.High, $"{order.Instrument}: an order thought absent is working on the venue; cancelling it", order.Instrument);
            turn.Emit(new CancelOrder(instrument, order.Id));
        }
    }

    // Filled is never taken from the status: only executions fill (spec bybit-v5, section 5). A Filled report with fills missing asks.
    private static OrderStatus? StatusOf(OrderReport report, Order order)
    {
        switch (report.Status)
        {
            case VenueOrderStatus.New or VenueOrderStatus.Untriggered or VenueOrderStatus.Triggered:
                return order.Status == OrderStatus.CancelPending ? null : OrderStatus.Accepted;
            case VenueOrderStatus.PartiallyFilled:
                return order.Status is OrderStatus.Submitted or OrderStatus.Unknown ? OrderStatus.Accepted : null;
            case VenueOrderStatus.Filled:
                return order.FilledQuantity >= order.Quantity ? OrderStatus.Filled
                    : order.Status is OrderStatus.Submitted or OrderStatus.Unknown ? OrderStatus.Accepted : null;
            case VenueOrderStatus.Cancelled or VenueOrderStatus.Deactivated:
                return OrderStatus.Cancelled;
            case VenueOrderStatus.Rejected:
                return order.FilledQuantity > 0 ? OrderStatus.Cancelled : OrderStatus.Rejected;
            default:
                return null;
        }
    }

    private static string Words(OrderReport report) =>
        report.RejectReason is { Length: > 0 } reject && reject != "EC_NoError" ? reject : report.CancelType is { Length: > 0 } cancel ? cancel : "venue";

    private readonly record struct Inquiry(bool Asked, DateTimeOffset NextAt, DateTimeOffset? AbsentSince);
}
