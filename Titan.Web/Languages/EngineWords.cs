using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Titan.Web.Languages;

/// <summary>
/// The engine's own sentences in another language. Journal, API, logs and command line stay English, so that a sentence is found under the same
/// words everywhere; only a page translates. Each distinct text is looked up once and then remembered, for views are read often and say the
/// same; what is not known is shown as it came.
/// </summary>
public sealed class EngineWords
{
    private const int Remembered = 4_096;
    private const int Deepest = 4;

    private readonly FrozenDictionary<string, string> _whole;
    private readonly EngineSentence[] _sentences;
    private readonly ConcurrentDictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <param name="sentences">Sentences of this language by the English ones; how their places are written says <see cref="EngineSentence"/>.</param>
    public EngineWords(IReadOnlyDictionary<string, string> sentences)
    {
        _whole = sentences.Where(static pair => !EngineSentence.Place().IsMatch(pair.Key)).ToFrozenDictionary(StringComparer.Ordinal);
        _sentences = [.. sentences.Where(static pair => EngineSentence.Place().IsMatch(pair.Key)).Select(static pair => new EngineSentence(pair.Key, pair.Value)).OrderByDescending(static one => one.Weight)];
    }

    /// <summary>The text in this language, or as it came.</summary>
    public string Of(string english) => Find(english, 0) ?? english;

    /// <summary>Whether the sentence is one of those that are known.</summary>
    public bool Knows(string english) => Find(english, 0) is not null;

    private string? Find(string english, int depth)
    {
        if (_whole.TryGetValue(english, out var whole))
        {
            return whole;
        }

        // What stands in a place is not remembered by itself: it comes back inside its sentence, and how deep it stood is part of the answer.
        if (depth > 0)
        {
            return Match(english, depth);
        }

        if (_known.TryGetValue(english, out var known))
        {
            return known;
        }

        var found = Match(english, depth);
        if (_known.Count >= Remembered)
        {
            // Figures make ever new texts of one sentence; the ones on the page come back at the next reading.
            _known.Clear();
        }

        _known[english] = found;
        return found;
    }

    private string? Match(string english, int depth)
    {
        if (depth >= Deepest || english.Length == 0)
        {
            return null;
        }

        foreach (var sentence in _sentences)
        {
            if (sentence.Of(english, inner => Find(inner, depth + 1) ?? inner) is { } said)
            {
                return said;
            }
        }

        return null;
    }
}
