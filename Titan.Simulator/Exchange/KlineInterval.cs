using System.Globalization;

namespace Titan.Simulator.Exchange;

/// <summary>A candle length of the venue: 1 3 5 15 30 60 120 240 360 720 minutes, D, W (from Monday) or M, all in UTC.</summary>
internal sealed record KlineInterval(string Code)
{
    private const long MinuteMs = 60_000;
    private const long DayMs = 86_400_000;
    private const long FirstMondayMs = 4 * DayMs;

    public static IReadOnlyList<string> Codes { get; } = ["1", "3", "5", "15", "30", "60", "120", "240", "360", "720", "D", "W", "M"];

    public static KlineInterval? Parse(string code) => Codes.Contains(code) ? new KlineInterval(code) : null;

    /// <summary>Start of the candle that holds this time.</summary>
    public long StartOf(long timeMs) => Code switch
    {
        "D" => timeMs - (timeMs % DayMs),
        "W" => timeMs - ((timeMs - FirstMondayMs) % (7 * DayMs)),
        "M" => MonthStart(timeMs).ToUnixTimeMilliseconds(),
        _ => timeMs - (timeMs % LengthMs),
    };

    /// <summary>Start of the candle after the one that starts at <paramref name="startMs"/>.</summary>
    public long NextStart(long startMs) => Code switch
    {
        "D" => startMs + DayMs,
        "W" => startMs + (7 * DayMs),
        "M" => MonthStart(startMs).AddMonths(1).ToUnixTimeMilliseconds(),
        _ => startMs + LengthMs,
    };

    private long LengthMs => int.Parse(Code, CultureInfo.InvariantCulture) * MinuteMs;

    private static DateTimeOffset MonthStart(long timeMs)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
        return new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
