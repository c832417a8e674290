using System.Text.Json;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Binance.Wire;

/// <summary>exchangeInfo: limits of the address and the filters of each pair.</summary>
internal static class SpotListingJson
{
    private static readonly string[] s_orderTypes = ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"];

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<SpotInstrument> instruments, long nowMs)
    {
        writer.WriteString("timezone", "UTC");
        writer.WriteNumber("serverTime", nowMs);
        writer.WriteStartArray("rateLimits");
        Limit(writer, "REQUEST_WEIGHT", "MINUTE", 1, SpotWeights.PerMinute);
        Limit(writer, "ORDERS", "SECOND", 10, 100);
        Limit(writer, "ORDERS", "DAY", 1, 200_000);
        Limit(writer, "RAW_REQUESTS", "MINUTE", 5, 61_000);
        writer.WriteEndArray();
        writer.WriteStartArray("exchangeFilters");
        writer.WriteEndArray();
        writer.WriteStartArray("symbols");
        foreach (var instrument in instruments) Pair(writer, instrument.Listing);
        writer.WriteEndArray();
    }

    private static void Pair(Utf8JsonWriter writer, SpotListing listing)
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", listing.Symbol);
        writer.WriteString("status", "TRADING");
        writer.WriteString("baseAsset", listing.BaseAsset);
        writer.WriteNumber("baseAssetPrecision", 8);
        writer.WriteString("quoteAsset", "USDT");
        writer.WriteNumber("quotePrecision", 8);
        writer.WriteNumber("quoteAssetPrecision", 8);
        writer.WriteNumber("baseCommissionPrecision", 8);
        writer.WriteNumber("quoteCommissionPrecision", 8);
        writer.WriteStartArray("orderTypes");
        foreach (var type in s_orderTypes) writer.WriteStringValue(type);
        writer.WriteEndArray();
        foreach (var (name, value) in ((string, bool)[])[("icebergAllowed", true), ("ocoAllowed", true), ("otoAllowed", true), ("quoteOrderQtyMarketAllowed", true), ("allowTrailingStop", false), ("cancelReplaceAllowed", false), ("isSpotTradingAllowed", true), ("isMarginTradingAllowed", false)])
            writer.WriteBoolean(name, value);
        Filters(writer, listing);
        writer.WriteStartArray("permissions");
        writer.WriteEndArray();
        writer.WriteStartArray("permissionSets");
        writer.WriteStartArray();
        writer.WriteStringValue("SPOT");
        writer.WriteEndArray();
        writer.WriteEndArray();
        writer.WriteString("defaultSelfTradePreventionMode", "EXPIRE_MAKER");
        writer.WriteStartArray("allowedSelfTradePreventionModes");
        writer.WriteStringValue("EXPIRE_MAKER");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Filters(Utf8JsonWriter writer, SpotListing listing)
    {
        writer.WriteStartArray("filters");
        Filter(writer, "PRICE_FILTER", ("minPrice", listing.TickSize), ("maxPrice", listing.TickSize * 100_000_000m), ("tickSize", listing.TickSize));
        Filter(writer, "LOT_SIZE", ("minQty", listing.StepSize), ("maxQty", listing.StepSize * 900_000_000m), ("stepSize", listing.StepSize));
        Filter(writer, "MARKET_LOT_SIZE", ("minQty", 0m), ("maxQty", listing.StepSize * 10_000_000m), ("stepSize", 0m));
        writer.WriteStartObject();
        writer.WriteString("filterType", "NOTIONAL");
        writer.Price("minNotional", 5m, 8);
        writer.WriteBoolean("applyMinToMarket", true);
        writer.Price("maxNotional", 9_000_000m, 8);
        writer.WriteBoolean("applyMaxToMarket", false);
        writer.WriteNumber("avgPriceMins", 5);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void Filter(Utf8JsonWriter writer, string type, params (string Name, decimal Value)[] values)
    {
        writer.WriteStartObject();
        writer.WriteString("filterType", type);
        foreach (var (name, value) in values) writer.Price(name, value, 8);
        writer.WriteEndObject();
    }

    private static void Limit(Utf8JsonWriter writer, string type, string interval, int count, int limit)
    {
        writer.WriteStartObject();
        writer.WriteString("rateLimitType", type);
        writer.WriteString("interval", interval);
        writer.WriteNumber("intervalNum", count);
        writer.WriteNumber("limit", limit);
        writer.WriteEndObject();
    }
}
