using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// The kinds that fill a journal (orders, their steps, fills, marks), read without the serializer, which boxes every constructor argument: a
/// recovery decodes a million of them. A test holds both readings equal. Decision 0003.
/// </summary>
internal static class QuickFacts
{
    /// <returns>The fact; null when this kind or this payload is not read here.</returns>
    public static Fact? Read(Type kind, ReadOnlySpan<byte> payload)
    {
        if (kind == typeof(OrderMoved))
        {
            var fields = new FactFields(payload);
            var moved = new OrderMoved(new ClientOrderId(fields.Id("id"u8)), fields.Word<OrderStatus>("status"u8), fields.TextOrNull("venueOrderId"u8), fields.TextOrNull("reason"u8));
            return fields.Ended ? moved : null;
        }

        if (kind == typeof(EquityMarked))
        {
            var fields = new FactFields(payload);
            var marked = new EquityMarked(fields.Decimal("walletBalance"u8), fields.Decimal("unrealizedPnl"u8), fields.Decimal("availableMargin"u8));
            return fields.Ended ? marked : null;
        }

        return kind == typeof(FillBooked) ? Fill(payload)
            : kind == typeof(OrderCreated) ? Created(payload)
            : kind == typeof(ProtectionSeen) ? Protection(payload)
            : null;
    }

    private static FillBooked? Fill(ReadOnlySpan<byte> payload)
    {
        var fields = new FactFields(payload);
        var fill = new FillBooked(
            new ExecutionId(fields.Id("id"u8)), fields.IdOrNull("order"u8) is { } order ? new ClientOrderId(order) : null, new InstrumentId(fields.Id("instrument"u8)),
            fields.Word<Side>("side"u8), fields.Decimal("quantity"u8), fields.Decimal("price"u8), fields.Decimal("fee"u8), fields.Flag("maker"u8),
            fields.Word<ExecutionKind>("kind"u8), fields.WordOrNull<CloseReason>("closeReason"u8), fields.Time("executedAt"u8));
        return fields.Ended ? fill : null;
    }

    private static ProtectionSeen? Protection(ReadOnlySpan<byte> payload)
    {
        var fields = new FactFields(payload);
        var seen = new ProtectionSeen(
            new InstrumentId(fields.Id("instrument"u8)), fields.DecimalOrNull("stopLoss"u8), fields.DecimalOrNull("takeProfit"u8), fields.Decimal("coveredQuantity"u8), fields.Text("source"u8));
        return fields.Ended ? seen : null;
    }

    // Members in the order of their declaration: the order in which they were written.
    private static OrderCreated? Created(ReadOnlySpan<byte> payload)
    {
        var fields = new FactFields(payload);
        fields.Into("order"u8);
        var order = new Order
        {
            Id = new ClientOrderId(fields.Id("id"u8)),
            Correlation = new CorrelationId(fields.Id("correlation"u8)),
            Instrument = new InstrumentId(fields.Id("instrument"u8)),
            Side = fields.Word<Side>("side"u8),
            Type = fields.Word<OrderType>("type"u8),
            TimeInForce = fields.Word<TimeInForce>("timeInForce"u8),
            Purpose = fields.Word<OrderPurpose>("purpose"u8),
            Quantity = fields.Decimal("quantity"u8),
            Price = fields.DecimalOrNull("price"u8),
            ReduceOnly = fields.Flag("reduceOnly"u8),
            StopLoss = fields.DecimalOrNull("stopLoss"u8),
            TakeProfit = fields.DecimalOrNull("takeProfit"u8),
            Source = fields.Text("source"u8),
            TrapType = fields.TextOrNull("trapType"u8),
            TimeoutMs = fields.IntegerOrNull("timeoutMs"u8),
            Leverage = fields.Decimal("leverage"u8),
            ReferencePrice = fields.Decimal("referencePrice"u8),
            CreatedAt = fields.Time("createdAt"u8),
            UpdatedAt = fields.Time("updatedAt"u8),
            Status = fields.Word<OrderStatus>("status"u8),
            VenueOrderId = fields.TextOrNull("venueOrderId"u8),
            FilledQuantity = fields.Decimal("filledQuantity"u8),
            AverageFillPrice = fields.Decimal("averageFillPrice"u8),
            Fees = fields.Decimal("fees"u8),
            FirstFillAt = fields.TimeOrNull("firstFillAt"u8),
            Reason = fields.TextOrNull("reason"u8),
        };
        fields.Leave();
        return fields.Ended ? new OrderCreated(order) : null;
    }
}
