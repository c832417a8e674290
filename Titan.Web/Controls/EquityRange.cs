namespace Titan.Web.Controls;

/// <summary>A time range of the equity curve, as its button and the address write it.</summary>
public sealed record EquityRange(string Key, string Label, TimeSpan Span)
{
    public static IReadOnlyList<EquityRange> All { get; } =
    [
        new("1h", "1 H", TimeSpan.FromHours(1)),
        new("4h", "4 H", TimeSpan.FromHours(4)),
        new("24h", "24 H", TimeSpan.FromHours(24)),
        new("7d", "7 D", TimeSpan.FromDays(7)),
        new("30d", "30 D", TimeSpan.FromDays(30)),
    ];

    /// <summary>24 hours unless the address names another range.</summary>
    public static EquityRange Of(string? key) => All.FirstOrDefault(range => range.Key == key) ?? All[2];
}
