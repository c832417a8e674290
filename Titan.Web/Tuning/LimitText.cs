using System.Globalization;
using System.Text.RegularExpressions;
using Titan.Engine.Model;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>
/// How a limit is typed and read. Percent are fractions for the engine; a point or a comma separates decimals, and a text that could mean two
/// values of the range is asked again instead of guessed.
/// </summary>
public static partial class LimitText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The sign beside the field; empty for a plain number.</summary>
    public static string UnitOf(Limit limit) => limit.Unit switch
    {
        LimitUnit.Percent => "%",
        LimitUnit.Times => "×",
        LimitUnit.Hours => "h",
        LimitUnit.Minutes => "min",
        LimitUnit.Usdt => "USDT",
        _ => "",
    };

    /// <summary>The bare number in the unit of the field, never rounded: 1.5.</summary>
    public static string Write(Limit limit, decimal value) => Shown(limit, value).ToString("0.############################", Culture);

    /// <summary>The number with its unit, for people: 1.5 %, 20×, 1,500 USDT.</summary>
    public static string Say(Limit limit, decimal value)
    {
        var number = Shown(limit, value).ToString("#,0.############################", Culture);
        return limit.Unit switch
        {
            LimitUnit.Count => number,
            LimitUnit.Times => number + "×",
            _ => $"{number} {UnitOf(limit)}",
        };
    }

    /// <summary>What is accepted, unit once: 1–5 %, 5–50×.</summary>
    public static string Range(Limit limit) =>
        limit.Unit == LimitUnit.Usdt ? T("{0} and more", Write(limit, limit.Least)) : $"{Write(limit, limit.Least)}–{Say(limit, limit.Most)}";

    /// <summary>What was typed, in the engine's measure, or why it is no value.</summary>
    public static (decimal? Value, string? Problem) Read(Limit limit, string text)
    {
        var bare = Bare(limit, text);
        if (bare.Length == 0)
        {
            return (null, T("Type a number, or undo."));
        }

        var readings = Readings(bare).Distinct().ToArray();
        if (readings.Length > 1)
        {
            var fitting = readings.Where(reading => Engine(limit, reading) is var value && value >= limit.Least && value <= limit.Most).ToArray();
            if (fitting.Length != 1)
            {
                return (null, T("{0} could mean {1} or {2}. Type it without a sign for thousands.", text.Trim(), Plain(readings[0]), Plain(readings[1])));
            }

            readings = fitting;
        }

        return readings.Length == 1 ? (Engine(limit, readings[0]), null) : (null, T("{0} is not a number.", text.Trim()));
    }

    /// <summary>A complaint of the engine about a limit, in the unit of its field.</summary>
    public static string Complaint(Limit limit, decimal? value, ConfigProblem problem)
    {
        var said = value is { } typed ? Say(limit, typed) : problem.Value;
        return problem.Allowed == "a whole number" ? T("{0}: a whole number.", said)
            : Allowed().IsMatch(problem.Allowed) ? T("{0}: allowed {1} to {2}.", said, Say(limit, limit.Least), Say(limit, limit.Most))
            : $"{said}: {Said(problem.Allowed)}";
    }

    private static decimal Shown(Limit limit, decimal value) => limit.Unit == LimitUnit.Percent ? value * 100m : value;

    private static decimal Engine(Limit limit, decimal shown) => limit.Unit == LimitUnit.Percent ? shown / 100m : shown;

    private static string Plain(decimal value) => value.ToString("0.############################", Culture);

    private static string Bare(Limit limit, string text)
    {
        var bare = text.Trim().Replace('\u2212', '-');
        foreach (var unit in limit.Unit == LimitUnit.Times ? (string[])["×", "x"] : limit.Unit == LimitUnit.Usdt ? ["USDT", "USD"] : [UnitOf(limit)])
        {
            if (unit.Length > 0 && bare.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                bare = bare[..^unit.Length].TrimEnd();
                break;
            }
        }

        // Blanks and apostrophes between groups of three can mean nothing else.
        return Gaps().IsMatch(bare) ? Gap().Replace(bare, "") : bare;
    }

    private static IEnumerable<decimal> Readings(string bare)
    {
        if (One().IsMatch(bare) && Number(bare.Replace(',', '.')) is { } plain)
        {
            yield return plain;
        }

        if (Thousands().Match(bare) is { Success: true } groups)
        {
            var whole = groups.Groups["whole"].Value.Replace(groups.Groups["sep"].Value, "", StringComparison.Ordinal);
            if (Number(groups.Groups["rest"].Success ? $"{whole}.{groups.Groups["rest"].Value[1..]}" : whole) is { } large)
            {
                yield return large;
            }
        }
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, Culture, out var value) ? value : null;

    // At most one separator, which then is the one of decimals.
    [GeneratedRegex(@"^[-+]?(\d+[.,]?\d*|[.,]\d+)$")]
    private static partial Regex One();

    // Groups of three by one separator, then maybe decimals by the other one.
    [GeneratedRegex(@"^(?<whole>[-+]?[1-9]\d{0,2}(?:(?<sep>[.,])\d{3})(?:\k<sep>\d{3})*)(?<rest>(?!\k<sep>)[.,]\d+)?$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[-+]?[1-9]\d{0,2}(?:[ '\u00A0\u2019\u202F]\d{3})+(?:[.,]\d+)?$")]
    private static partial Regex Gaps();

    [GeneratedRegex(@"[ '\u00A0\u2019\u202F]")]
    private static partial Regex Gap();

    [GeneratedRegex("^allowed (\\S+) to (\\S+)$")]
    private static partial Regex Allowed();
}
