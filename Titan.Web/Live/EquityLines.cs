using Titan.Engine.Kernel;
using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>The newest point of the equity curve and the levels drawn with it. Seconds since the epoch, USDT; null while unknown.</summary>
[CellRoot("E", IsWhole = true)]
public sealed record EquityLines(long? At, double? Equity, double? Peak, double? DayStart, double? Breaker, double? AllStops, long DayStartsAt)
{
    public static EquityLines From(EngineSnapshot snapshot)
    {
        var book = snapshot.Equity;
        if (!book.Known)
        {
            return new EquityLines(null, null, null, null, null, null, 0);
        }

        var day = new DateTimeOffset(book.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return new EquityLines(
            book.AsOf.ToUnixTimeSeconds(),
            Rounded(book.Equity),
            Rounded(book.SessionPeak),
            book.DayStartEquity > 0 ? Rounded(book.DayStartEquity) : null,
            snapshot.BreakerBelow is { } breaker ? Rounded(breaker) : null,
            snapshot.EquityIfAllStops is { } stops && snapshot.Positions.Length > 0 ? Rounded(stops) : null,
            day.ToUnixTimeSeconds());
    }

    private static double Rounded(decimal value) => (double)decimal.Round(value, 2);
}
