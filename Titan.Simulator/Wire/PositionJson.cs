using System.Text.Json;
using Titan.Simulator.Exchange;

namespace Titan.Simulator.Wire;

/// <summary>The position object; the stream calls the entry price entryPrice where REST says avgPrice.</summary>
internal static class PositionJson
{
    public static void Write(Utf8JsonWriter writer, Position position, Account account, bool onStream)
    {
        var scale = position.Instrument.PriceScale;
        writer.WriteStartObject();
        if (onStream) writer.WriteString("category", "linear");
        writer.WriteNumber("positionIdx", 0);
        writer.WriteNumber("tradeMode", 0);
        writer.WriteNumber("riskId", 1);
        writer.WriteString("riskLimitValue", "2000000");
        writer.WriteString("symbol", position.Instrument.Symbol);
        writer.WriteString("side", position.IsFlat ? "" : position.Size > 0m ? "Buy" : "Sell");
        writer.Number("size", position.Quantity);
        writer.Number(onStream ? "entryPrice" : "avgPrice", Math.Round(position.AveragePrice, 8));
        writer.Money("positionValue", position.Quantity * position.AveragePrice);
        writer.Number("leverage", position.Leverage);
        writer.Price("markPrice", position.Instrument.MarkPrice, scale);
        if (account.LiquidationPrice(position) is { } liquidation) writer.Price("liqPrice", liquidation, scale);
        else writer.WriteString("liqPrice", "");
        writer.WriteString("bustPrice", "");
        BreakEven(writer, position, scale);
        writer.Money("positionIM", position.InitialMargin);
        writer.Money("positionIMByMp", position.InitialMargin);
        writer.Money("positionMM", position.MaintenanceMargin);
        writer.Money("positionMMByMp", position.MaintenanceMargin);
        writer.WriteString("positionBalance", "0");
        writer.WriteString("tpslMode", "Full");
        writer.Price("takeProfit", position.TakeProfit, scale);
        writer.Price("stopLoss", position.StopLoss, scale);
        writer.Price("trailingStop", position.TrailingStop, scale);
        writer.WriteString("sessionAvgPrice", "");
        writer.Money("unrealisedPnl", position.UnrealisedProfit);
        writer.Money("curRealisedPnl", position.CurrentRealised);
        writer.Money("cumRealisedPnl", position.CumulativeRealised);
        writer.WriteString("positionStatus", position.Liquidating ? "Liq" : "Normal");
        writer.WriteNumber("adlRankIndicator", position.IsFlat ? 0 : 2);
        writer.WriteNumber("autoAddMargin", 0);
        writer.WriteBoolean("isReduceOnly", false);
        writer.WriteString("mmrSysUpdatedTime", "");
        writer.WriteString("leverageSysUpdatedTime", "");
        writer.WriteNumber("seq", position.Sequence);
        writer.Milliseconds("openTime", position.OpenedMs);
        writer.Milliseconds("createdTime", position.CreatedMs);
        writer.Milliseconds("updatedTime", position.UpdatedMs);
        writer.WriteEndObject();
    }

    /// <summary>The exit price that pays back both fees.</summary>
    private static void BreakEven(Utf8JsonWriter writer, Position position, int scale)
    {
        if (position.IsFlat)
        {
            writer.WriteString("breakEvenPrice", "0");
            return;
        }
        var sign = Math.Sign(position.Size);
        var price = (position.AveragePrice + (sign * position.OpenFee / position.Quantity)) / (1m - (sign * position.Instrument.Spec.TakerFee));
        writer.Price("breakEvenPrice", price, scale);
    }
}
