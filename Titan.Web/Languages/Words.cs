using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Titan.Web.Languages;

/// <summary>
/// The console's words in the viewer's language. The English text is the key and stands in the code; other languages are resources of this
/// assembly. Numbers, times and ids are the same in every language. A text without translation is shown in English, and a test finds it.
/// </summary>
public static class Words
{
    private static readonly FrozenDictionary<string, string> German = Load("de");
    private static readonly FrozenDictionary<string, string> EngineGerman = Load("engine-de");
    private static readonly Lazy<EngineWords> Engine = new(static () => new EngineWords(EngineGerman));

    /// <summary>Languages by their two letters, in their own words.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Languages { get; } = [new("en", "English"), new("de", "Deutsch")];

    /// <summary>Every German text by its English one.</summary>
    public static IReadOnlyDictionary<string, string> InGerman => German;

    /// <summary>Every sentence of the engine in German by its English one, with its places.</summary>
    public static IReadOnlyDictionary<string, string> EngineInGerman => EngineGerman;

    /// <summary>Two letters of the language in which this viewer reads.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de" ? "de" : "en";

    /// <summary>A fixed text.</summary>
    public static string T(string english) => Language == "de" ? German.GetValueOrDefault(english, english) : english;

    /// <summary>A text with places {0}, {1} … for values that are already written as they shall read.</summary>
    public static string T(string english, params object?[] values) => string.Format(CultureInfo.InvariantCulture, T(english), values);

    /// <summary>What the engine said, in the viewer's language; a sentence that nobody translated, and what people typed, stays as it came.</summary>
    public static string Said(string english) => Language == "de" ? Engine.Value.Of(english) : english;

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"Titan.Web.Languages.{language}.json")
            ?? throw new InvalidOperationException($"language {language} is not in the assembly");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
