using System.Globalization;
using Titan.Simulator.Exchange;

namespace Titan.Simulator.Wire;

/// <summary>The ticker's fields in the venue's order, as texts, so that a stream can send only what changed.</summary>
internal static class TickerJson
{
    private const int DayMinutes = 1440;

    public static IReadOnlyList<string> Names { get; } =
    [
        "lastPrice", "indexPrice", "markPrice", "prevPrice24h", "price24hPcnt", "highPrice24h", "lowPrice24h", "prevPrice1h",
        "openInterest", "openInterestValue", "singleOpenInterest", "turnover24h", "volume24h", "fundingRate", "nextFundingTime",
        "fundingIntervalHour", "fundingCap", "bid1Price", "bid1Size", "ask1Price", "ask1Size", "tickDirection",
    ];

    /// <summary>Values in the order of <see cref="Names"/>.</summary>
    public static string[] Values(Instrument instrument)
    {
        var scale = "F" + instrument.PriceScale.ToString(CultureInfo.InvariantCulture);
        string Price(decimal value) => value.ToString(scale, CultureInfo.InvariantCulture);
        var day = instrument.DayWindow(DayMinutes);
        var hour = instrument.HourAgo;
        var change = day.Open == 0m ? 0m : (instrument.LastPrice - day.Open) / day.Open;
        var levels = new List<BookLevel>(1);
        instrument.Book.Levels(Side.Buy, 1, levels);
        var bid = levels.FirstOrDefault();
        instrument.Book.Levels(Side.Sell, 1, levels);
        var ask = levels.FirstOrDefault();
        return
        [
            Price(instrument.LastPrice), Price(instrument.IndexPrice), Price(instrument.MarkPrice), Price(day.Open),
            WireText.Number(Math.Round(change, 6)), Price(day.High), Price(day.Low), Price(hour),
            WireText.Number(instrument.OpenInterest), WireText.Number(Math.Round(instrument.OpenInterest * instrument.MarkPrice, 4)),
            WireText.Number(instrument.OpenInterest / 2m), WireText.Number(Math.Round(day.Turnover, 4)), WireText.Number(day.Volume),
            WireText.Number(instrument.FundingRate), WireText.Number(instrument.NextFundingMs),
            WireText.Number(instrument.Spec.FundingIntervalMinutes / 60m), "0.005",
            Optional(bid, Price), WireText.Number(bid.Size), Optional(ask, Price), WireText.Number(ask.Size),
            instrument.Tape.Count > 0 ? instrument.Tape[^1].TickDirection : "ZeroPlusTick",
        ];
    }

    private static string Optional(BookLevel level, Func<decimal, string> format) => level.Price == 0m ? "" : format(level.Price);
}
