using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>
/// Turns facts into the messages one client gets. Facts run ahead of the snapshot by a moment, so sizes and orders are kept here from the
/// facts themselves: an opening must not be told as a closing because the snapshot has not seen it yet.
/// </summary>
internal sealed class PushTranslator
{
    private readonly Dictionary<InstrumentId, decimal> _sizes = [];
    private readonly Dictionary<ClientOrderId, Order> _orders = [];
    private TitanConfig _config = new();
    private long _startsAfter;
    private long _last;

    /// <param name="start">What the client was told first; earlier facts are part of it.</param>
    public PushTranslator(EngineSnapshot start) => BeginAt(start);

    /// <summary>The message shows a picture that the snapshot does not hold yet.</summary>
    public static bool IsAhead(in JournalEntry entry, EngineSnapshot snapshot) =>
        entry.Sequence > snapshot.JournalSequence && entry.Fact is FillBooked or PositionCorrected or BreakerTripped or BreakerReset;

    /// <summary>The message a fact makes, or null when tools do not hear of it.</summary>
    public (string Type, object Data)? Translate(in JournalEntry entry, EngineSnapshot snapshot)
    {
        if (_last > 0 && entry.Sequence > _last + 1)
        {
            // The client was too slow and lost facts: begin again from the picture.
            BeginAt(snapshot);
        }

        _last = entry.Sequence;
        return entry.Sequence <= _startsAfter ? null : entry.Fact switch
        {
            FillBooked fill => Fill(fill, snapshot),
            PositionCorrected corrected => Move(corrected.Instrument, corrected.VenueQuantity, false, null, snapshot),
            OrderCreated created => Created(created.Order),
            OrderMoved moved => Moved(moved),
            SettingsAccepted accepted => Accepted(accepted),
            _ => PushMessages.Of(entry, snapshot),
        };
    }

    private void BeginAt(EngineSnapshot snapshot)
    {
        _startsAfter = snapshot.JournalSequence;
        _config = snapshot.Identity.Over(new TitanConfig());
        _sizes.Clear();
        _orders.Clear();
        foreach (var view in snapshot.Positions)
        {
            _sizes[view.Position.Instrument] = view.Position.SignedQuantity;
        }

        foreach (var order in snapshot.WorkingOrders)
        {
            _orders[order.Id] = order;
        }
    }

    private (string Type, object Data) Fill(FillBooked fill, EngineSnapshot snapshot)
    {
        if (fill.Order is { } id && _orders.TryGetValue(id, out var order))
        {
            _orders[id] = order with { FilledQuantity = order.FilledQuantity + fill.Quantity };
        }

        var after = _sizes.GetValueOrDefault(fill.Instrument) + (fill.Side.Sign() * fill.Quantity);
        var shape = new { side = fill.Side.ToString(), size = fill.Quantity, price = fill.Price, fee = fill.Fee };
        return Move(fill.Instrument, after, fill.Kind == ExecutionKind.Liquidation, shape, snapshot);
    }

    private (string Type, object Data) Move(InstrumentId instrument, decimal after, bool liquidated, object? fill, EngineSnapshot snapshot)
    {
        var before = _sizes.GetValueOrDefault(instrument);
        if (after == 0)
        {
            _sizes.Remove(instrument);
        }
        else
        {
            _sizes[instrument] = after;
        }

        var action = after == 0 ? liquidated ? "LIQUIDATED" : "CLOSED" : before == 0 ? "OPENED" : "UPDATED";
        var position = after == 0 ? null : snapshot.Positions.Where(view => view.Position.Instrument == instrument).Select(StateShapes.Position).FirstOrDefault();
        return ("POSITION_UPDATE", new { action, symbol = instrument.Value, fill, position });
    }

    private (string Type, object Data) Accepted(SettingsAccepted accepted)
    {
        var before = _config;
        _config = before with { Risk = accepted.Risk, Whitelist = ConfigVersion.Read(accepted.Json)?.Whitelist ?? before.Whitelist };
        var changes = SettingsVersions.Between(before, _config);
        return ("CONFIG_CHANGE", new { version_tag = accepted.Tag, changed = changes.Select(ConfigEndpoints.Shape), author = accepted.By, source = accepted.Source, reason = accepted.Reason });
    }

    private (string Type, object Data) Created(Order order)
    {
        _orders[order.Id] = order;
        return Update(order, order.Status, order.VenueOrderId, null);
    }

    private (string Type, object Data) Moved(OrderMoved moved)
    {
        if (!_orders.TryGetValue(moved.Id, out var order))
        {
            return ("ORDER_UPDATE", new { order_id = moved.VenueOrderId, link_id = moved.Id.Value, symbol = (string?)null, state = moved.Status.ToString(), filled = (decimal?)null, price = (decimal?)null, reason = moved.Reason });
        }

        if (moved.Status.IsTerminal())
        {
            _orders.Remove(moved.Id);
        }
        else
        {
            _orders[moved.Id] = order with { VenueOrderId = moved.VenueOrderId ?? order.VenueOrderId };
        }

        return Update(order, moved.Status, moved.VenueOrderId ?? order.VenueOrderId, moved.Reason);
    }

    private static (string Type, object Data) Update(Order order, OrderStatus state, string? venueOrderId, string? reason) => ("ORDER_UPDATE", new
    {
        order_id = venueOrderId,
        link_id = order.Id.Value,
        symbol = order.Instrument.Value,
        state = state.ToString(),
        filled = order.FilledQuantity,
        price = order.Price,
        reason,
    });
}
