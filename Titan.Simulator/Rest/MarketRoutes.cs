using System.Text.Json;
using Titan.Simulator.Exchange;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Rest;

/// <summary>market/*: public, unsigned.</summary>
internal static class MarketRoutes
{
    public static IEnumerable<Route> All()
    {
        yield return Route.Public("/v5/market/time", Time);
        yield return Route.Public("/v5/market/instruments-info", Instruments);
        yield return Route.Public("/v5/market/tickers", Tickers);
        yield return Route.Public("/v5/market/kline", Klines);
        yield return Route.Public("/v5/market/orderbook", OrderBook);
        yield return Route.Public("/v5/market/recent-trade", RecentTrades);
        yield return Route.Public("/v5/market/funding/history", FundingHistory);
        yield return Route.Public("/v5/market/open-interest", OpenInterest);
        yield return Route.Public("/v5/market/price-limit", PriceLimit);
    }

    private static RestReply Time(Venue venue, RestCall call) => RestReply.Ok(writer =>
    {
        var now = venue.NowMs;
        writer.WriteString("timeSecond", WireText.Number(now / 1000));
        writer.WriteString("timeNano", WireText.Number(now * 1_000_000));
    });

    private static RestReply Instruments(Venue venue, RestCall call)
    {
        var category = call.Text("category");
        if (category is not ("linear" or "spot" or "inverse" or "option")) return RestReply.Refused(Verdict.Parameter("Illegal category"));
        if (!PageCursor.TryRead(call.Text("cursor"), out var after)) return OrderRoutes.BadCursor();
        string symbol = call.Text("symbol"), baseCoin = call.Text("baseCoin"), status = call.Text("status");
        var rows = venue.Instruments.Values
            .Where(i => category == "linear" && status is "" or "Trading"
                && (symbol.Length == 0 || i.Symbol == symbol) && (baseCoin.Length == 0 || i.Spec.BaseCoin == baseCoin))
            .OrderByDescending(static i => i.SymbolId);
        var (page, next) = PageCursor.Cut(rows, static i => i.SymbolId, after, call.Limit(500, 1000));
        return RestReply.Ok(writer =>
        {
            writer.WriteString("category", category);
            writer.WriteStartArray("list");
            foreach (var instrument in page) InstrumentJson.Write(writer, instrument);
            writer.WriteEndArray();
            writer.WriteString("nextPageCursor", next);
        });
    }

    private static RestReply Tickers(Venue venue, RestCall call)
    {
        if (call.Text("category") != "linear") return RestReply.Refused(Verdict.Parameter("Illegal category"));
        var symbol = call.Text("symbol");
        if (symbol.Length > 0 && !venue.Instruments.ContainsKey(symbol)) return RestReply.Refused(Verdict.Parameter("symbol invalid"));
        return RestReply.Ok(writer =>
        {
            writer.WriteString("category", "linear");
            writer.WriteStartArray("list");
            foreach (var instrument in venue.Instruments.Values.Where(i => symbol.Length == 0 || i.Symbol == symbol))
            {
                writer.WriteStartObject();
                writer.WriteString("symbol", instrument.Symbol);
                var values = TickerJson.Values(instrument);
                for (var i = 0; i < values.Length; i++) writer.WriteString(TickerJson.Names[i], values[i]);
                foreach (var empty in (string[])["predictedDeliveryPrice", "basisRate", "basis", "deliveryFeeRate", "preOpenPrice", "preQty", "curPreListingPhase"])
                    writer.WriteString(empty, "");
                writer.WriteString("deliveryTime", "0");
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }

    private static RestReply Klines(Venue venue, RestCall call) => With(venue, call, instrument =>
    {
        if (KlineInterval.Parse(call.Text("interval")) is not { } interval) return RestReply.Refused(Verdict.Parameter("Invalid period!"));
        var bars = instrument.Candles.Newest(
            interval, call.Whole("start") ?? 0, call.Whole("end") ?? long.MaxValue, call.Limit(200, 1000));
        return RestReply.Ok(writer =>
        {
            Head(writer, instrument);
            writer.WriteStartArray("list");
            foreach (var bar in bars)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(WireText.Number(bar.OpenTimeMs));
                writer.FixedValue(bar.Open, instrument.PriceScale);
                writer.FixedValue(bar.High, instrument.PriceScale);
                writer.FixedValue(bar.Low, instrument.PriceScale);
                writer.FixedValue(bar.Close, instrument.PriceScale);
                writer.NumberValue(bar.Volume);
                writer.NumberValue(Math.Round(bar.Turnover, 8));
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        });
    });

    private static RestReply OrderBook(Venue venue, RestCall call) => With(venue, call, instrument =>
    {
        var limit = call.Limit(25, 1000);
        var levels = new List<BookLevel>(limit);
        return RestReply.Ok(writer =>
        {
            writer.WriteString("s", instrument.Symbol);
            foreach (var side in (Side[])[Side.Buy, Side.Sell])
            {
                instrument.Book.Levels(side, limit, levels);
                writer.WriteStartArray(side == Side.Buy ? "b" : "a");
                foreach (var level in levels)
                {
                    writer.WriteStartArray();
                    writer.FixedValue(level.Price, instrument.PriceScale);
                    writer.FixedValue(level.Size, instrument.QtyScale);
                    writer.WriteEndArray();
                }
                writer.WriteEndArray();
            }
            writer.WriteNumber("ts", venue.NowMs);
            writer.WriteNumber("u", instrument.DeepUpdateId);
            writer.WriteNumber("seq", venue.Sequence);
            writer.WriteNumber("cts", venue.NowMs);
        });
    });

    private static RestReply RecentTrades(Venue venue, RestCall call) => With(venue, call, instrument => RestReply.Ok(writer =>
    {
        Head(writer, null);
        writer.WriteStartArray("list");
        foreach (var trade in OrderRoutes.Backwards(instrument.Tape).Take(call.Limit(500, 1000)))
        {
            writer.WriteStartObject();
            writer.WriteString("execId", trade.Id);
            writer.WriteString("symbol", instrument.Symbol);
            writer.Price("price", trade.Price, instrument.PriceScale);
            writer.Number("size", trade.Size);
            writer.WriteString("side", trade.TakerSide.ToString());
            writer.Milliseconds("time", trade.TimeMs);
            writer.WriteBoolean("isBlockTrade", false);
            writer.WriteBoolean("isRPITrade", false);
            writer.Milliseconds("seq", trade.Sequence);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }));

    private static RestReply FundingHistory(Venue venue, RestCall call) => With(venue, call, instrument =>
    {
        var start = call.Whole("startTime");
        var end = call.Whole("endTime");
        if (start is not null && end is null) return RestReply.Refused(Verdict.Parameter("startTime needs endTime"));
        return RestReply.Ok(writer =>
        {
            Head(writer, null);
            writer.WriteStartArray("list");
            foreach (var (timeMs, rate) in OrderRoutes.Backwards(instrument.FundingHistory)
                .Where(f => f.TimeMs >= (start ?? 0) && f.TimeMs <= (end ?? long.MaxValue)).Take(call.Limit(200, 200)))
            {
                writer.WriteStartObject();
                writer.WriteString("symbol", instrument.Symbol);
                writer.Number("fundingRate", rate);
                writer.Milliseconds("fundingRateTimestamp", timeMs);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    });

    private static RestReply OpenInterest(Venue venue, RestCall call) => With(venue, call, instrument =>
    {
        long step = call.Text("intervalTime") switch
        {
            "5min" => 300_000,
            "15min" => 900_000,
            "30min" => 1_800_000,
            "1h" => 3_600_000,
            "4h" => 14_400_000,
            "1d" => 86_400_000,
            _ => 0,
        };
        if (step == 0) return RestReply.Refused(Verdict.Parameter("intervalTime invalid"));
        if (!PageCursor.TryRead(call.Text("cursor"), out var after)) return OrderRoutes.BadCursor();
        var rows = OrderRoutes.Backwards(instrument.OpenInterestHistory).Where(o => o.TimeMs % step == 0
            && o.TimeMs >= (call.Whole("startTime") ?? 0) && o.TimeMs <= (call.Whole("endTime") ?? long.MaxValue));
        var (page, next) = PageCursor.Cut(rows, static o => o.TimeMs, after, call.Limit(50, 200));
        return RestReply.Ok(writer =>
        {
            Head(writer, instrument);
            writer.WriteStartArray("list");
            foreach (var (timeMs, interest) in page)
            {
                writer.WriteStartObject();
                writer.Number("openInterest", interest);
                writer.Number("singleOpenInterest", interest / 2m);
                writer.Milliseconds("timestamp", timeMs);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("nextPageCursor", next);
        });
    });

    private static RestReply PriceLimit(Venue venue, RestCall call) => With(venue, call, instrument => RestReply.Ok(writer =>
    {
        writer.WriteString("symbol", instrument.Symbol);
        writer.Price("buyLmt", instrument.BuyLimit, instrument.PriceScale);
        writer.Price("sellLmt", instrument.SellLimit, instrument.PriceScale);
        writer.Milliseconds("ts", venue.NowMs);
    }));

    private static void Head(Utf8JsonWriter writer, Instrument? instrument)
    {
        if (instrument is not null) writer.WriteString("symbol", instrument.Symbol);
        writer.WriteString("category", "linear");
    }

    private static RestReply With(Venue venue, RestCall call, Func<Instrument, RestReply> run)
    {
        if (call.Text("category") is not ("linear" or "")) return RestReply.Refused(Verdict.Parameter("Illegal category"));
        return venue.Instruments.TryGetValue(call.Text("symbol"), out var instrument)
            ? run(instrument)
            : RestReply.Refused(Verdict.Parameter("Not supported symbols"));
    }
}
