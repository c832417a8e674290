using System.Text.Json;
using Titan.Simulator.Exchange;

namespace Titan.Simulator.Wire;

/// <summary>The instruments-info object of a USDT perpetual.</summary>
internal static class InstrumentJson
{
    public static void Write(Utf8JsonWriter writer, Instrument instrument)
    {
        var spec = instrument.Spec;
        writer.WriteStartObject();
        writer.WriteString("symbol", spec.Symbol);
        writer.WriteNumber("symbolId", instrument.SymbolId);
        writer.WriteString("contractType", "LinearPerpetual");
        writer.WriteString("status", "Trading");
        writer.WriteString("baseCoin", spec.BaseCoin);
        writer.WriteString("quoteCoin", "USDT");
        writer.WriteString("settleCoin", "USDT");
        writer.WriteString("launchTime", "1585526400000");
        writer.WriteString("deliveryTime", "0");
        writer.WriteString("deliveryFeeRate", "");
        writer.WriteString("priceScale", WireText.Number(instrument.PriceScale));
        writer.WriteStartObject("leverageFilter");
        writer.WriteString("minLeverage", "1");
        writer.Price("maxLeverage", spec.MaxLeverage, 2);
        writer.WriteString("leverageStep", "0.01");
        writer.WriteEndObject();
        writer.WriteStartObject("priceFilter");
        writer.Number("minPrice", spec.TickSize);
        writer.Number("maxPrice", instrument.MaxPrice);
        writer.Number("tickSize", spec.TickSize);
        writer.WriteEndObject();
        writer.WriteStartObject("lotSizeFilter");
        writer.Number("maxOrderQty", spec.MaxLimitQty);
        writer.Number("minOrderQty", spec.MinQty);
        writer.Number("qtyStep", spec.QtyStep);
        writer.Number("postOnlyMaxOrderQty", spec.MaxLimitQty);
        writer.Number("maxMktOrderQty", spec.MaxMarketQty);
        writer.Number("minNotionalValue", spec.MinNotional);
        writer.WriteEndObject();
        writer.WriteBoolean("unifiedMarginTrade", true);
        writer.WriteNumber("fundingInterval", spec.FundingIntervalMinutes);
        writer.WriteString("copyTrading", "none");
        writer.WriteString("upperFundingRate", "0.005");
        writer.WriteString("lowerFundingRate", "-0.005");
        writer.WriteBoolean("isPreListing", false);
        writer.WriteNull("preListingInfo");
        writer.WriteStartObject("riskParameters");
        writer.Number("priceLimitRatioX", Instrument.PriceBand);
        writer.Number("priceLimitRatioY", Instrument.PriceBand * 2m);
        writer.WriteEndObject();
        writer.WriteString("displayName", "");
        writer.WriteString("symbolType", "");
        writer.WriteEndObject();
    }
}
