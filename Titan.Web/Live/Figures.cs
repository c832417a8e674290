using System.Globalization;

namespace Titan.Web.Live;

/// <summary>
/// How the console writes numbers and times: invariant culture, thousands comma, true minus (U+2212), a space before the percent sign.
/// Pure; the same figure always reads the same, on every page and in every door that speaks to people.
/// </summary>
public static class Figures
{
    /// <summary>Missing: not there to be shown.</summary>
    public const string Missing = "—";

    /// <summary>Unknown: not measured or not answered; never zero.</summary>
    public const string Unknown = "?";

    private const char Minus = '\u2212';
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Money without its unit: 2,450.00.</summary>
    public static string Money(decimal usdt) => Plain(Round(usdt, 2), 2);

    /// <summary>Gain or loss: +7.04, −21.20; zero has no sign.</summary>
    public static string SignedMoney(decimal usdt) => Signed(usdt, 2);

    /// <summary>Percent without the sign of percent, signed: −0.86.</summary>
    public static string Signed(decimal value, int decimals)
    {
        var rounded = Round(value, decimals);
        return rounded > 0 ? "+" + Plain(rounded, decimals) : Plain(rounded, decimals);
    }

    /// <summary>A rate of 0 to 100 with one decimal: 57.1.</summary>
    public static string Rate(decimal percent) => Plain(Round(percent, 1), 1);

    /// <summary>
    /// Drawdown as a loss, in percent: 0.023 reads −2.30. Within half a hundredth of its limit it shows a third decimal, because exactly the
    /// limit does not trip and a hair more does.
    /// </summary>
    public static string Drawdown(decimal fraction, decimal limitFraction)
    {
        var percent = fraction * 100m;
        var decimals = Math.Abs(percent - (limitFraction * 100m)) < 0.005m ? 3 : 2;
        return Plain(-Round(percent, decimals), decimals);
    }

    /// <summary>A limit or a whole number as short as it is: 7, 7.5.</summary>
    public static string Short(decimal value) => Sign(value.ToString("0.####", Culture));

    /// <summary>A whole number with thousands: 1,000.</summary>
    public static string Whole(decimal value) => Plain(Round(value, 0), 0);

    /// <summary>Leverage: 4.75×.</summary>
    public static string Leverage(decimal times) => Plain(Round(times, 2), 2) + "×";

    /// <summary>A ceiling of leverage: 50×.</summary>
    public static string LeverageLimit(decimal times) => Short(times) + "×";

    /// <summary>A price or a size with the instrument's decimals; more when it has more, because stops and limits are never rounded for show.</summary>
    public static string Exact(decimal value, int decimals)
    {
        var own = (value / 1.000000000000000000000000000m).Scale;
        return Plain(value, Math.Max(own, decimals));
    }

    /// <summary>A mark price: rounded to the instrument's decimals.</summary>
    public static string Mark(decimal price, int decimals) => Plain(Round(price, decimals), decimals);

    /// <summary>Result in units of the entry risk: −0.36 R.</summary>
    public static string RMultiple(decimal multiple) => Signed(multiple, 2) + " R";

    /// <summary>Milliseconds as whole ones: 38 ms; under a millisecond "&lt; 1 ms".</summary>
    public static string Milliseconds(double ms) => ms is > 0 and < 0.5 ? "< 1 ms" : Math.Round(ms).ToString("#,0", Culture) + " ms";

    /// <summary>Age in one or two units: 0.4 s, 41 s, 6 m, 1 h 21 m, 3 d. Never negative.</summary>
    public static string Age(TimeSpan age)
    {
        var seconds = Math.Max(0d, age.TotalSeconds);
        return seconds switch
        {
            < 0.95 => seconds.ToString("0.0", Culture) + " s",
            < 60 => Math.Floor(seconds + 0.05).ToString("0", Culture) + " s",
            < 3_600 => Floor(seconds / 60) + " m",
            < 86_400 => Hours(seconds),
            _ => Floor(seconds / 86_400) + " d",
        };
    }

    /// <summary>Naked time: 0 s, 4.2 s, 41 s, 6 m.</summary>
    public static string NakedTime(double seconds) =>
        seconds <= 0 ? "0 s" : seconds < 9.95 ? seconds.ToString("0.0", Culture) + " s" : Age(TimeSpan.FromSeconds(seconds));

    /// <summary>How long an act took: 2.61 s under a minute, else as an age.</summary>
    public static string Took(TimeSpan span) =>
        span.TotalSeconds < 60 ? Math.Max(0, span.TotalSeconds).ToString("0.00", Culture) + " s" : Age(span);

    /// <summary>A duration that counts: 3:51:48, 00:47 under an hour. Never negative.</summary>
    public static string Count(TimeSpan span)
    {
        var whole = TimeSpan.FromSeconds(Math.Floor(Math.Max(0, span.TotalSeconds)));
        return whole.TotalHours >= 1
            ? string.Create(Culture, $"{(int)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00}")
            : string.Create(Culture, $"{whole.Minutes:00}:{whole.Seconds:00}");
    }

    /// <summary>Time of day in the viewer's zone, which is UTC unless chosen otherwise: 03:14:22.</summary>
    public static string Clock(DateTimeOffset at) => ViewerZone.Clock(at);

    /// <summary>A number of things in words of the trade: 1 position, 3 positions.</summary>
    public static string Plural(int count, string one, string many) => string.Create(Culture, $"{count:#,0} {(count == 1 ? one : many)}");

    private static string Hours(double seconds)
    {
        var hours = (int)(seconds / 3_600);
        var minutes = (int)((seconds - (hours * 3_600d)) / 60);
        return minutes == 0 ? string.Create(Culture, $"{hours} h") : string.Create(Culture, $"{hours} h {minutes} m");
    }

    private static string Floor(double value) => Math.Floor(value).ToString("0", Culture);

    private static decimal Round(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero);

    // A rounded zero loses its sign: −0.00 would claim a loss that is not there.
    private static string Plain(decimal value, int decimals) =>
        Sign((value == 0 ? 0m : value).ToString("#,0." + new string('0', decimals), Culture).TrimEnd('.'));

    private static string Sign(string text) => text.Length > 0 && text[0] == '-' ? Minus + text[1..] : text;
}
