using System.Globalization;
using System.Text.RegularExpressions;

namespace Titan.Web.Live;

/// <summary>The figures that a decision's row carries in one text, taken apart; null where the text does not say.</summary>
/// <param name="Value">What the denying gate saw.</param>
/// <param name="Limit">What it allows.</param>
public sealed partial record DecisionFigures(decimal? Value, decimal? Limit, decimal? Bid, decimal? Ask, double? BookAgeMs, decimal? Equity)
{
    /// <summary>165.21 against 146.92; nothing when the gate compares no figures.</summary>
    public string Compared => Value is { } value && Limit is { } limit && (value != 0 || limit != 0)
        ? Languages.Words.T("{0} against {1}", Figures.Short(value), Figures.Short(limit))
        : "";

    public static DecisionFigures Of(string numbers)
    {
        var (compared, seen) = (Against().Match(numbers), Seen().Match(numbers));
        return new DecisionFigures(
            Number(compared.Groups[1]), Number(compared.Groups[2]), Number(seen.Groups[1]), Number(seen.Groups[2]), (double?)Number(seen.Groups[3]), Number(seen.Groups[4]));
    }

    private static decimal? Number(Group group) =>
        group.Success && decimal.TryParse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^(-?[\d.]+) against (-?[\d.]+)(;|$)")]
    private static partial Regex Against();

    [GeneratedRegex(@"bid (-?[\d.]+) ask (-?[\d.]+) age (-?\d+) ms equity (-?[\d.]+)")]
    private static partial Regex Seen();
}
