namespace Titan.Web.Controls;

/// <summary>A time range of a chart, as its button and the address write it.</summary>
public sealed record ChartRange(string Key, string Label, TimeSpan Span)
{
    private static readonly ChartRange Quarter = new("15m", "15 M", TimeSpan.FromMinutes(15));
    private static readonly ChartRange Hour = new("1h", "1 H", TimeSpan.FromHours(1));
    private static readonly ChartRange FourHours = new("4h", "4 H", TimeSpan.FromHours(4));
    private static readonly ChartRange Day = new("24h", "24 H", TimeSpan.FromHours(24));

    /// <summary>Ranges of the equity curve, whose history is in the database.</summary>
    public static IReadOnlyList<ChartRange> OfEquity { get; } = [Hour, FourHours, Day, new("7d", "7 D", TimeSpan.FromDays(7)), new("30d", "30 D", TimeSpan.FromDays(30))];

    /// <summary>Ranges of a price, of which a day is kept.</summary>
    public static IReadOnlyList<ChartRange> OfPrices { get; } = [Quarter, Hour, FourHours, Day];

    /// <summary>24 hours of equity unless the address names another range.</summary>
    public static ChartRange Equity(string? key) => OfEquity.FirstOrDefault(range => range.Key == key) ?? Day;

    /// <summary>An hour of prices unless the address names another range.</summary>
    public static ChartRange Prices(string? key) => OfPrices.FirstOrDefault(range => range.Key == key) ?? Hour;
}
