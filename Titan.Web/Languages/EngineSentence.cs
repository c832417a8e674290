using System.Text;
using System.Text.RegularExpressions;

namespace Titan.Web.Languages;

/// <summary>
/// One sentence of the engine in English and in another language. Places are {0} for anything, {0:n} for a number and {0:w} for one word; in
/// the other language {0} stays as it came and {0:t} is a sentence of the engine itself and is translated too.
/// </summary>
public sealed partial class EngineSentence
{
    private readonly Regex _english;
    private readonly string _anchor;
    private readonly (string Before, int Place, bool Translated)[] _parts;
    private readonly string _end;

    public EngineSentence(string english, string translated)
    {
        var literals = Place().Split(english);
        _anchor = literals.MaxBy(static literal => literal.Length)!;
        Weight = literals.Sum(static literal => literal.Length);
        _english = new Regex(PatternOf(english), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        (_parts, _end) = PartsOf(translated);
    }

    /// <summary>Letters that are not places: of two sentences that fit, the one that says more itself is meant.</summary>
    public int Weight { get; }

    /// <summary>Places of a template.</summary>
    [GeneratedRegex(@"\{(?:\d)(?::[nwt])?\}", RegexOptions.CultureInvariant)]
    public static partial Regex Place();

    /// <summary>The text in the other language; null when it is not this sentence.</summary>
    /// <param name="text">What the engine said.</param>
    /// <param name="inner">Translates what stands in a place that is a sentence itself.</param>
    public string? Of(string text, Func<string, string> inner)
    {
        if (!text.Contains(_anchor, StringComparison.Ordinal) || _english.Match(text) is not { Success: true } match)
        {
            return null;
        }

        var said = new StringBuilder(text.Length + 16);
        foreach (var (before, place, translated) in _parts)
        {
            var value = match.Groups[place + 1].Value;
            said.Append(before).Append(translated ? inner(value) : value);
        }

        return said.Append(_end).ToString();
    }

    private static string PatternOf(string english)
    {
        var pattern = new StringBuilder("^");
        var from = 0;
        foreach (Match place in Place().Matches(english))
        {
            pattern.Append(Regex.Escape(english[from..place.Index])).Append(place.Value switch
            {
                [_, _, ':', 'n', _] => @"([+\-−]?[0-9][0-9.,]*)",
                [_, _, ':', 'w', _] => @"(\S+?)",
                _ => "(.+?)",
            });
            from = place.Index + place.Length;
        }

        return pattern.Append(Regex.Escape(english[from..])).Append('$').ToString();
    }

    private static ((string Before, int Place, bool Translated)[] Parts, string End) PartsOf(string template)
    {
        var parts = new List<(string, int, bool)>();
        var from = 0;
        foreach (Match place in Place().Matches(template))
        {
            parts.Add((template[from..place.Index], place.Value[1] - '0', place.Value.EndsWith(":t}", StringComparison.Ordinal)));
            from = place.Index + place.Length;
        }

        return ([.. parts], template[from..]);
    }
}
