using Titan.Engine.Kernel;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>
/// The engine's complaints by field: "stop_loss: 91 would fill at once" stands beside the stop. What names no field is about the whole act.
/// </summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    public static FieldErrors None { get; } = new();

    /// <summary>What is not about a field; null when nothing is.</summary>
    public string? Whole { get; private init; }

    /// <summary>The complaint about the field, or null.</summary>
    public string? this[string field] => _fields.GetValueOrDefault(field);

    public bool Any => Whole is not null || _fields.Count > 0;

    public static FieldErrors Of(CommandResult result) => result.Status is CommandStatus.Done ? None : Of(Said(result.Message));

    public static FieldErrors Of(string message)
    {
        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        var names = colon < 0 ? [] : message[..colon].Split(", ");
        if (names.Length == 0 || !names.All(IsField))
        {
            return new FieldErrors { Whole = message };
        }

        var errors = new FieldErrors();
        foreach (var name in names)
        {
            errors._fields[name] = Sentence(message[(colon + 2)..]);
        }

        return errors;
    }

    private static bool IsField(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterLower(letter) || letter == '_');

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";
}
