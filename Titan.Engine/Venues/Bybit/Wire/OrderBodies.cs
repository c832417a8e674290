using System.Buffers;
using System.Text.Json;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>
/// The JSON bodies of order entry. The bytes made here are signed and sent as they are; nothing re-serializes them.
/// </summary>
internal static class OrderBodies
{
    /// <param name="order">What to send.</param>
    /// <param name="hedgeMode">True adds the position index of the order's side; one-way accounts send 0.</param>
    public static byte[] Create(OrderRequest order, bool hedgeMode) => Write(writer =>
    {
        Head(writer, order.Instrument);
        writer.WriteString("side"u8, order.Side == Side.Buy ? "Buy"u8 : "Sell"u8);
        writer.WriteString("orderType"u8, order.Type == OrderType.Market ? "Market"u8 : "Limit"u8);
        Number(writer, "qty"u8, order.Quantity);
        if (order.Type == OrderType.Limit && order.Price is { } price)
            Number(writer, "price"u8, price);
        writer.WriteString("timeInForce"u8, order.Type == OrderType.Market ? "IOC"u8 : Word(order.TimeInForce));
        writer.WriteNumber("positionIdx"u8, hedgeMode ? HedgeIndex(order.Side, order.ReduceOnly) : 0);
        writer.WriteString("orderLinkId"u8, order.ClientOrderId.Value);
        if (order.ReduceOnly)
        {
            writer.WriteBoolean("reduceOnly"u8, true);

            // Frees margin by cancelling what blocks the close; the venue allows it only beside reduceOnly.
            if (order.Purpose == OrderPurpose.Flatten)
                writer.WriteBoolean("closeOnTrigger"u8, true);
        }
        else
        {
            // The venue refuses stops on reduce-only orders, so they travel with opening orders alone.
            Protection(writer, order.StopLoss, order.TakeProfit);
        }
    });

    public static byte[] Amend(Instrument instrument, ClientOrderId id, decimal? quantity, decimal? price) => Write(writer =>
    {
        Head(writer, instrument);
        writer.WriteString("orderLinkId"u8, id.Value);
        if (quantity is { } newQuantity)
            Number(writer, "qty"u8, newQuantity);
        if (price is { } newPrice)
            Number(writer, "price"u8, newPrice);
    });

    public static byte[] Cancel(Instrument instrument, ClientOrderId id) => Write(writer =>
    {
        Head(writer, instrument);
        writer.WriteString("orderLinkId"u8, id.Value);
    });

    public static byte[] Cancel(string symbol, string venueOrderId) => Write(writer =>
    {
        writer.WriteString("category"u8, "linear"u8);
        writer.WriteString("symbol"u8, symbol);
        writer.WriteString("orderId"u8, venueOrderId);
    });

    public static byte[] CancelAll(bool includeProtective) => Write(writer =>
    {
        writer.WriteString("category"u8, "linear"u8);
        writer.WriteString("settleCoin"u8, "USDT"u8);

        // Without a filter the venue takes stops and targets too.
        if (!includeProtective)
            writer.WriteString("orderFilter"u8, "Order"u8);
    });

    public static byte[] TradingStop(Instrument instrument, decimal? stopLoss, decimal? takeProfit, int positionIndex) => Write(writer =>
    {
        Head(writer, instrument);
        writer.WriteNumber("positionIdx"u8, positionIndex);
        Protection(writer, stopLoss, takeProfit);
    });

    public static byte[] Leverage(Instrument instrument, decimal leverage) => Write(writer =>
    {
        Head(writer, instrument);
        Number(writer, "buyLeverage"u8, leverage);
        Number(writer, "sellLeverage"u8, leverage);
    });

    /// <summary>1 is the long side, 2 the short side; a reduce-only order belongs to the opposite side's position.</summary>
    public static int HedgeIndex(Side side, bool reduceOnly) => (side == Side.Buy) != reduceOnly ? 1 : 2;

    private static void Protection(Utf8JsonWriter writer, decimal? stopLoss, decimal? takeProfit)
    {
        if (stopLoss is null && takeProfit is null)
            return;
        writer.WriteString("tpslMode"u8, "Full"u8);
        if (takeProfit is { } target)
        {
            Number(writer, "takeProfit"u8, target);
            writer.WriteString("tpTriggerBy"u8, "LastPrice"u8);
        }

        if (stopLoss is { } stop)
        {
            Number(writer, "stopLoss"u8, stop);
            writer.WriteString("slTriggerBy"u8, "MarkPrice"u8);
        }
    }

    private static void Head(Utf8JsonWriter writer, Instrument instrument)
    {
        writer.WriteString("category"u8, "linear"u8);
        writer.WriteString("symbol"u8, instrument.Id.Value);
    }

    private static void Number(Utf8JsonWriter writer, ReadOnlySpan<byte> name, decimal value) => writer.WriteString(name, WireNumber.Format(value));

    private static ReadOnlySpan<byte> Word(TimeInForce timeInForce) => timeInForce switch
    {
        TimeInForce.ImmediateOrCancel => "IOC"u8,
        TimeInForce.FillOrKill => "FOK"u8,
        TimeInForce.PostOnly => "PostOnly"u8,
        _ => "GTC"u8,
    };

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(384);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        fields(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
