using System.Globalization;
using System.Text.Json;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>Instruments and candles of the venue's REST market data as ours.</summary>
internal static class WireMarket
{
    /// <summary>A USDT linear perpetual, or null for anything else or a row without its steps.</summary>
    public static Instrument? Instrument(JsonElement row, int index)
    {
        var lots = row.Field("lotSizeFilter");
        var tick = row.Field("priceFilter").Decimal("tickSize");
        var step = lots.Decimal("qtyStep");
        var symbol = row.Text("symbol");
        if (symbol.Length == 0 || row.Text("settleCoin") is not ("USDT" or "") || row.Text("quoteCoin") != "USDT"
            || row.Text("contractType") is not "LinearPerpetual" || tick is not > 0 || step is not > 0)
            return null;
        var most = lots.DecimalOrZero("maxOrderQty");
        return new Instrument
        {
            Id = new InstrumentId(symbol),
            Index = index,
            BaseCoin = row.Text("baseCoin"),
            TickSize = tick.Value,
            QuantityStep = step.Value,
            MinQuantity = lots.Decimal("minOrderQty") ?? step.Value,
            MaxLimitQuantity = most,
            MaxMarketQuantity = lots.PriceOrNull("maxMktOrderQty") ?? most,
            MinNotional = lots.DecimalOrZero("minNotionalValue"),
            MaxLeverage = row.Field("leverageFilter").Decimal("maxLeverage") ?? 1m,
            FundingInterval = row.Integer("fundingInterval") is { } minutes and > 0 ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromHours(8),
        };
    }

    /// <summary>One side of an order book: rows of [price, size], as sent; rows that are not figures are left out.</summary>
    public static IReadOnlyList<BookLevel> Levels(JsonElement rows)
    {
        if (rows.ValueKind != JsonValueKind.Array)
            return [];
        var levels = new List<BookLevel>(rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind == JsonValueKind.Array && row.GetArrayLength() >= 2 && WireFields.DecimalOf(row[0]) is { } price && WireFields.DecimalOf(row[1]) is { } size)
                levels.Add(new BookLevel(price, size));
        }

        return levels;
    }

    /// <summary>A kline row [start, open, high, low, close, volume, turnover]; null when a figure is missing.</summary>
    public static Bar? Bar(JsonElement row, Instrument instrument, TimeSpan interval, DateTimeOffset now)
    {
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() < 7)
            return null;
        Span<decimal> figures = stackalloc decimal[7];
        for (var index = 0; index < 7; index++)
        {
            if (WireFields.DecimalOf(row[index]) is not { } figure)
                return null;
            figures[index] = figure;
        }

        var open = VenueTime.FromMs(decimal.ToInt64(figures[0]));
        return new Bar(instrument, interval, open, figures[1], figures[2], figures[3], figures[4], figures[5], figures[6], open + interval <= now);
    }

    /// <summary>The venue's word for an interval, or null when it has none.</summary>
    public static string? Interval(TimeSpan interval) => interval.TotalMinutes switch
    {
        1 or 3 or 5 or 15 or 30 or 60 or 120 or 240 or 360 or 720 => interval.TotalMinutes.ToString(CultureInfo.InvariantCulture),
        1_440 => "D",
        10_080 => "W",
        _ => null,
    };
}
