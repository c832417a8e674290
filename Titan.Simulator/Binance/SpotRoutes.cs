using System.Text.Json;
using Titan.Simulator.Binance.Wire;
using Titan.Simulator.Exchange;
using Titan.Simulator.Market;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Binance;

/// <summary>One endpoint: its name under /api/v3, its weight, and what it writes; or the error it answers instead.</summary>
internal sealed record SpotRoute(string Name, Func<SpotQuery, int> Weight, Func<SpotExchange, SpotQuery, Utf8JsonWriter, SpotError?> Run);

/// <summary>The public market data endpoints (spec venues/binance-spot.md, "REST used").</summary>
internal static class SpotRoutes
{
    private const long MinuteMs = 60_000;

    public static IEnumerable<SpotRoute> All() =>
    [
        new("ping", static _ => 1, static (_, _, writer) => Object(writer, static () => { })),
        new("time", static _ => 1, static (exchange, _, writer) => Object(writer, () => writer.WriteNumber("serverTime", exchange.NowMs))),
        new("exchangeInfo", static _ => 20, Listings),
        new("depth", static query => query.Limit(100, 5_000) switch { <= 100 => 5, <= 500 => 25, <= 1_000 => 50, _ => 250 }, OfOne(Depth)),
        new("trades", static _ => 25, OfOne(Trades)),
        new("aggTrades", static _ => 4, OfOne(Aggregates)),
        new("klines", static _ => 2, OfOne(Candles)),
        new("ticker/24hr", static query => query.Symbols() is { Count: > 0 and <= 20 } ? 2 : 80, OfSome(SpotTickers.Day)),
        new("ticker/bookTicker", static query => query.Text("symbol").Length > 0 ? 2 : 4, OfSome(SpotTickers.Best)),
        new("ticker/price", static query => query.Text("symbol").Length > 0 ? 2 : 4, OfSome(SpotTickers.Last)),
    ];

    private static SpotError? Listings(SpotExchange exchange, SpotQuery query, Utf8JsonWriter writer)
    {
        if (Chosen(exchange, query) is not { } chosen) return SpotError.BadSymbol;
        return Object(writer, () => SpotListingJson.Write(writer, chosen, exchange.NowMs));
    }

    private static SpotError? Depth(SpotInstrument instrument, SpotQuery query, Utf8JsonWriter writer)
    {
        var limit = query.Limit(100, 5_000);
        return Object(writer, () =>
        {
            writer.WriteNumber("lastUpdateId", instrument.Book.LastUpdate);
            SpotJson.Levels(writer, "bids", instrument.Book.Bids.Take(limit));
            SpotJson.Levels(writer, "asks", instrument.Book.Asks.Take(limit));
        });
    }

    private static SpotError? Trades(SpotInstrument instrument, SpotQuery query, Utf8JsonWriter writer) => Array(writer, () =>
    {
        foreach (var print in instrument.Prints.TakeLast(query.Limit(500, 1_000)))
        {
            Object(writer, () =>
            {
                writer.WriteNumber("id", print.Id);
                writer.Price("price", print.Price, 8);
                writer.Price("qty", print.Size, 8);
                writer.Price("quoteQty", print.Price * print.Size, 8);
                writer.WriteNumber("time", print.TimeMs);
                writer.WriteBoolean("isBuyerMaker", print.BuyerIsMaker);
                writer.WriteBoolean("isBestMatch", true);
            });
        }
    });

    private static SpotError? Aggregates(SpotInstrument instrument, SpotQuery query, Utf8JsonWriter writer)
    {
        var (from, start, end) = (query.Whole("fromId"), query.Whole("startTime") ?? long.MinValue, query.Whole("endTime") ?? long.MaxValue);
        var limit = query.Limit(500, 1_000);
        var rows = instrument.Aggregates.Where(row => row.TimeMs >= start && row.TimeMs <= end && row.Id >= (from ?? 0));
        var chosen = from is null && start == long.MinValue ? rows.TakeLast(limit) : rows.Take(limit);
        return Array(writer, () =>
        {
            foreach (var row in chosen)
            {
                Object(writer, () =>
                {
                    writer.WriteNumber("a", row.Id);
                    writer.Price("p", row.Price, 8);
                    writer.Price("q", row.Size, 8);
                    writer.WriteNumber("f", row.First);
                    writer.WriteNumber("l", row.Last);
                    writer.WriteNumber("T", row.TimeMs);
                    writer.WriteBoolean("m", row.BuyerIsMaker);
                    writer.WriteBoolean("M", true);
                });
            }
        });
    }

    private static SpotError? Candles(SpotInstrument instrument, SpotQuery query, Utf8JsonWriter writer)
    {
        if (Interval(query.Text("interval")) is not { } interval) return new SpotError(-1120, "Invalid interval.");
        var (start, end, limit) = (query.Whole("startTime"), query.Whole("endTime") ?? long.MaxValue, query.Limit(500, 1_000));
        var newest = instrument.Candles.Newest(interval, start ?? long.MinValue, end, start is null ? limit : int.MaxValue);
        newest.Reverse();
        return Array(writer, () =>
        {
            foreach (var bar in newest.Take(limit)) Candle(writer, bar, interval);
        });
    }

    // Number of trades and the takers' share are not kept per minute; they are told as the even share of what is.
    private static void Candle(Utf8JsonWriter writer, MarketBar bar, KlineInterval interval)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(bar.OpenTimeMs);
        writer.FixedValue(bar.Open, 8);
        writer.FixedValue(bar.High, 8);
        writer.FixedValue(bar.Low, 8);
        writer.FixedValue(bar.Close, 8);
        writer.FixedValue(bar.Volume, 8);
        writer.WriteNumberValue(interval.NextStart(bar.OpenTimeMs) - 1);
        writer.FixedValue(bar.Turnover, 8);
        writer.WriteNumberValue(bar.Volume > 0 ? Math.Max(1, (interval.NextStart(bar.OpenTimeMs) - bar.OpenTimeMs) / MinuteMs) : 0);
        writer.FixedValue(bar.Volume / 2, 8);
        writer.FixedValue(bar.Turnover / 2, 8);
        writer.WriteStringValue("0");
        writer.WriteEndArray();
    }

    private static KlineInterval? Interval(string code) => code switch
    {
        "1m" or "3m" or "5m" or "15m" or "30m" => new KlineInterval(code[..^1]),
        "1h" => new KlineInterval("60"),
        "2h" => new KlineInterval("120"),
        "4h" => new KlineInterval("240"),
        "6h" => new KlineInterval("360"),
        "8h" => new KlineInterval("480"),
        "12h" => new KlineInterval("720"),
        "1d" => new KlineInterval("D"),
        "3d" => new KlineInterval("4320"),
        "1w" => new KlineInterval("W"),
        "1M" => new KlineInterval("M"),
        _ => null,
    };

    private static Func<SpotExchange, SpotQuery, Utf8JsonWriter, SpotError?> OfOne(Func<SpotInstrument, SpotQuery, Utf8JsonWriter, SpotError?> run) =>
        (exchange, query, writer) => query.Text("symbol") is not { Length: > 0 } symbol ? SpotError.Missing("symbol")
            : !exchange.Instruments.TryGetValue(symbol, out var instrument) ? SpotError.BadSymbol
            : run(instrument, query, writer);

    // One symbol is answered with an object, several or all with a list.
    private static Func<SpotExchange, SpotQuery, Utf8JsonWriter, SpotError?> OfSome(Action<SpotInstrument, long, Utf8JsonWriter> row) => (exchange, query, writer) =>
    {
        if (Chosen(exchange, query) is not { } chosen) return SpotError.BadSymbol;
        if (query.Text("symbol").Length > 0) return Object(writer, () => row(chosen[0], exchange.NowMs, writer));
        return Array(writer, () =>
        {
            foreach (var instrument in chosen) Object(writer, () => row(instrument, exchange.NowMs, writer));
        });
    };

    private static List<SpotInstrument>? Chosen(SpotExchange exchange, SpotQuery query)
    {
        if (query.Symbols() is not { } symbols) return null;
        if (symbols.Count == 0) return [.. exchange.Instruments.Values];
        return symbols.All(exchange.Instruments.ContainsKey) ? [.. symbols.Select(symbol => exchange.Instruments[symbol])] : null;
    }

    private static SpotError? Object(Utf8JsonWriter writer, Action fields)
    {
        writer.WriteStartObject();
        fields();
        writer.WriteEndObject();
        return null;
    }

    private static SpotError? Array(Utf8JsonWriter writer, Action rows)
    {
        writer.WriteStartArray();
        rows();
        writer.WriteEndArray();
        return null;
    }
}
