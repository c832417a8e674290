using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Titan.Engine.Model;

namespace Titan.Web.Hook;

/// <summary>Reads the fields of a signal one by one and gathers every complaint: field, value and range.</summary>
internal sealed partial class SignalFields(JsonElement body)
{
    public const int LongestId = 128;
    public const int LongestSource = 32;

    private const decimal HighestPrice = 1_000_000_000m;
    private const int LongestShown = 40;
    private const int MostTargets = 5;
    private const int LongestReason = 200;

    private static readonly string[] Known =
        ["signal_id", "type", "source", "symbol", "direction", "entry_zone", "stop_loss", "take_profits", "confidence", "leverage", "velocity", "momentum_score", "trap_type", "reason", "timestamp"];

    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    /// <summary>Letters, digits and _ - . : only.</summary>
    public static bool IsWord(string text, int longest) => text.Length > 0 && text.Length <= longest && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or ':');

    /// <summary>A field that is passed over in silence was meant by somebody.</summary>
    public void RefuseUnknown()
    {
        foreach (var property in body.EnumerateObject().Where(property => !Known.Contains(property.Name, StringComparer.Ordinal)))
        {
            Complain(Shown(property.Name), $"unknown field; known are {string.Join(", ", Known)}");
        }
    }

    public void Complain(string field, string words) => _errors.TryAdd(field, [words]);

    public string? Word(string field, int longest, bool needed)
    {
        if (Text(field, needed) is not { } text)
        {
            return null;
        }

        if (IsWord(text, longest))
        {
            return text;
        }

        Complain(field, text.Length > longest ? FormattableString.Invariant($"{text.Length} characters; 1 to {longest} are allowed") : $"{Shown(text)}: 1 to {longest} letters, digits, _, -, . or :");
        return null;
    }

    public string? Symbol(bool needed)
    {
        var text = Text("symbol", needed);
        if (text is null || SymbolPattern().IsMatch(text))
        {
            return text;
        }

        Complain("symbol", $"{Shown(text)}: 2 to 20 capitals or digits, then USDT");
        return null;
    }

    public string? Reason()
    {
        var text = Text("reason", needed: false);
        if (text is null || text.Length <= LongestReason)
        {
            return text;
        }

        Complain("reason", FormattableString.Invariant($"{text.Length} characters; at most {LongestReason}"));
        return null;
    }

    public SignalPhase? Phase()
    {
        var text = Text("type", needed: true);
        foreach (var phase in text is null ? [] : Enum.GetValues<SignalPhase>())
        {
            if (JsonNamingPolicy.SnakeCaseUpper.ConvertName(phase.ToString()) == text)
            {
                return phase;
            }
        }

        Complain("type", $"{Shown(text ?? "")}: one of PREPARE, CONFIRM, ABORT, HEARTBEAT, CLOSE_LONG, CLOSE_SHORT");
        return null;
    }

    public Side? Direction(bool needed)
    {
        if (!body.TryGetProperty("direction", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            Missing("direction", needed);
            return null;
        }

        switch (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText())
        {
            case "LONG" or "1": return Side.Buy;
            case "SHORT" or "-1": return Side.Sell;
            default:
                Complain("direction", $"{Shown(value.ToString())}: LONG or SHORT, or 1 and -1");
                return null;
        }
    }

    public decimal? Price(string field, bool needed) => Number(body, field, field, needed, 0m, HighestPrice, above: true);

    public decimal? Number(string field, bool needed, decimal from, decimal to) => Number(body, field, field, needed, from, to, above: false);

    public int? Whole(string field, bool needed, int from, int to)
    {
        if (Number(field, needed, from, to) is not { } number)
        {
            return null;
        }

        if (number == decimal.Truncate(number))
        {
            return (int)number;
        }

        Complain(field, FormattableString.Invariant($"{number}: a whole number, {from} to {to}"));
        return null;
    }

    public PriceZone? Zone(bool needed)
    {
        if (!body.TryGetProperty("entry_zone", out var zone) || zone.ValueKind == JsonValueKind.Null)
        {
            Missing("entry_zone", needed);
            return null;
        }

        if (zone.ValueKind != JsonValueKind.Object || zone.EnumerateObject().Any(property => property.Name is not ("min" or "max")))
        {
            Complain("entry_zone", "an object of min and max");
            return null;
        }

        var min = Number(zone, "min", "entry_zone.min", needed: true, 0m, HighestPrice, above: true);
        var max = Number(zone, "max", "entry_zone.max", needed: true, 0m, HighestPrice, above: true);
        if (min is not { } low || max is not { } high)
        {
            return null;
        }

        if (low <= high)
        {
            return new PriceZone(low, high);
        }

        Complain("entry_zone", FormattableString.Invariant($"min {low} is above max {high}"));
        return null;
    }

    /// <summary>The first target; the list has one to five.</summary>
    public decimal? Target(bool needed)
    {
        if (!body.TryGetProperty("take_profits", out var list) || list.ValueKind == JsonValueKind.Null)
        {
            Missing("take_profits", needed);
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is < 1 or > MostTargets)
        {
            Complain("take_profits", $"a list of 1 to {MostTargets} prices");
            return null;
        }

        var targets = list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetDecimal(out var price) && price > 0 && price <= HighestPrice ? price : (decimal?)null).ToArray();
        if (targets.All(target => target is not null))
        {
            return targets[0];
        }

        Complain("take_profits", FormattableString.Invariant($"each above 0 and at most {HighestPrice}"));
        return null;
    }

    private string? Text(string field, bool needed)
    {
        if (!body.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            Missing(field, needed);
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        Complain(field, $"{Shown(value.ToString())}: a text");
        return null;
    }

    private decimal? Number(JsonElement from, string name, string field, bool needed, decimal low, decimal high, bool above)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            Missing(field, needed);
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && (above ? number > low : number >= low) && number <= high)
        {
            return number;
        }

        Complain(field, FormattableString.Invariant($"{Shown(value.ToString())}: a number {(above ? "above" : "from")} {low} to {high}"));
        return null;
    }

    private void Missing(string field, bool needed)
    {
        if (needed)
        {
            Complain(field, "required");
        }
    }

    // What came from outside is shown short and without anything that could steer a terminal.
    private static string Shown(string text) => string.Concat((text.Length > LongestShown ? text[..LongestShown] + "…" : text).Select(letter => char.IsControl(letter) ? '?' : letter));

    [GeneratedRegex("^[A-Z0-9]{2,20}USDT\\z")]
    private static partial Regex SymbolPattern();
}
