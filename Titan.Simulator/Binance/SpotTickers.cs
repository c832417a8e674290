using System.Text.Json;
using Titan.Simulator.Exchange;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Binance;

/// <summary>The three tickers: the last day, best bid and ask, last price.</summary>
internal static class SpotTickers
{
    private const int MinutesOfADay = 1_440;
    private const long DayMs = 86_400_000;

    public static void Last(SpotInstrument instrument, long nowMs, Utf8JsonWriter writer)
    {
        writer.WriteString("symbol", instrument.Symbol);
        writer.Price("price", instrument.LastPrice, 8);
    }

    public static void Best(SpotInstrument instrument, long nowMs, Utf8JsonWriter writer)
    {
        writer.WriteString("symbol", instrument.Symbol);
        Touch(instrument, writer);
    }

    public static void Day(SpotInstrument instrument, long nowMs, Utf8JsonWriter writer)
    {
        var bars = instrument.Candles.Newest(new KlineInterval("1"), nowMs - DayMs, long.MaxValue, MinutesOfADay);
        var (open, last) = (bars.Count > 0 ? bars[^1].Open : instrument.LastPrice, instrument.LastPrice);
        var (volume, turnover) = (bars.Sum(static bar => bar.Volume), bars.Sum(static bar => bar.Turnover));
        writer.WriteString("symbol", instrument.Symbol);
        writer.Price("priceChange", last - open, 8);
        writer.Price("priceChangePercent", open > 0 ? (last - open) / open * 100m : 0m, 3);
        writer.Price("weightedAvgPrice", volume > 0 ? turnover / volume : last, 8);
        writer.Price("prevClosePrice", open, 8);
        writer.Price("lastPrice", last, 8);
        writer.Price("lastQty", instrument.Prints.Count > 0 ? instrument.Prints[^1].Size : 0m, 8);
        Touch(instrument, writer);
        writer.Price("openPrice", open, 8);
        writer.Price("highPrice", bars.Select(static bar => bar.High).DefaultIfEmpty(last).Max(), 8);
        writer.Price("lowPrice", bars.Select(static bar => bar.Low).DefaultIfEmpty(last).Min(), 8);
        writer.Price("volume", volume, 8);
        writer.Price("quoteVolume", turnover, 8);
        writer.WriteNumber("openTime", nowMs - DayMs);
        writer.WriteNumber("closeTime", nowMs);
        writer.WriteNumber("firstId", instrument.Prints.Count > 0 ? instrument.Prints[0].Id : -1);
        writer.WriteNumber("lastId", instrument.Prints.Count > 0 ? instrument.Prints[^1].Id : -1);
        writer.WriteNumber("count", instrument.Prints.Count);
    }

    private static void Touch(SpotInstrument instrument, Utf8JsonWriter writer)
    {
        var (bids, asks) = (instrument.Book.Bids, instrument.Book.Asks);
        writer.Price("bidPrice", bids.Count > 0 ? bids[0].Price : 0m, 8);
        writer.Price("bidQty", bids.Count > 0 ? bids[0].Size : 0m, 8);
        writer.Price("askPrice", asks.Count > 0 ? asks[0].Price : 0m, 8);
        writer.Price("askQty", asks.Count > 0 ? asks[0].Size : 0m, 8);
    }
}
