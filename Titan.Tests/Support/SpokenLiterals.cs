using System.Text;

namespace Titan.Tests.Support;

/// <summary>
/// The string literals of C# sources with the call that they are given to. Of an interpolated one each choice between literals is a text of
/// its own, and everything else in braces is the figure 7.
/// </summary>
internal sealed class SpokenLiterals
{
    private readonly string _source;
    private readonly Stack<string> _calls = new();
    private readonly List<(string Call, string Text)> _found = [];
    private int _at;

    private SpokenLiterals(string source) => _source = source;

    public static IReadOnlyList<(string Call, string Text)> Of(string source)
    {
        var reader = new SpokenLiterals(source);
        reader.Read();
        return reader._found;
    }

    private void Read()
    {
        while (_at < _source.Length)
        {
            switch (_source[_at])
            {
                case '/' when Next('/'): To("\n"); break;
                case '/' when Next('*'): To("*/"); break;
                case '\'': Character(); break;
                case '"' when Next('"') && _at + 2 < _source.Length && _source[_at + 2] == '"': _at += 3; To("\"\"\""); break;
                case '"': Literal(); break;
                case '(': _calls.Push(Name()); _at++; break;
                case ')': _calls.TryPop(out _); _at++; break;
                default: _at++; break;
            }
        }
    }

    // Helpers that only put a text together pass it on to the call around them.
    private string Caller() => _calls.FirstOrDefault(static call => call is not ("Create" or "Invariant" or "")) ?? "";

    private void Literal()
    {
        var holed = _at > 0 && _source[_at - 1] == '$';
        var texts = Texts(holed);
        foreach (var text in texts)
        {
            _found.Add((Caller(), text));
        }
    }

    // At the opening quote; ends behind the closing one.
    private List<string> Texts(bool holed)
    {
        var texts = new List<StringBuilder> { new() };
        void Add(char letter) => texts.ForEach(text => text.Append(letter));
        for (_at++; _source[_at] != '"'; _at++)
        {
            if (_source[_at] == '\\')
            {
                Add(_source[++_at]);
            }
            else if (holed && _source[_at] == '{' && !Next('{'))
            {
                var choices = Hole();
                texts = [.. texts.SelectMany(text => choices.Select(choice => new StringBuilder().Append(text).Append(choice)))];
            }
            else
            {
                _at += holed && _source[_at] is '{' or '}' ? 1 : 0;
                Add(_source[_at]);
            }
        }

        _at++;
        return [.. texts.Select(static text => text.ToString())];
    }

    // At the opening brace; ends at the closing one.
    private List<string> Hole()
    {
        var choices = new List<string>();
        var (depth, asks, literals) = (0, false, 0);
        for (; ; _at++)
        {
            switch (_source[_at])
            {
                case '{': depth++; break;
                case '}' when --depth == 0: return asks && choices.Count > 0 ? literals > 1 ? choices : [.. choices, "7"] : ["7"];
                case '?' when !Next('.'): asks = true; break;
                case '"':
                    literals++;
                    choices.AddRange(Texts(_source[_at - 1] == '$'));
                    _at--;
                    break;
            }
        }
    }

    private void Character()
    {
        _at += _source[_at + 1] == '\\' ? 3 : 2;
        To("'");
    }

    private void To(string end)
    {
        var found = _source.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? _source.Length : found + end.Length;
    }

    private bool Next(char letter) => _at + 1 < _source.Length && _source[_at + 1] == letter;

    private string Name()
    {
        var from = _at;
        while (from > 0 && (char.IsLetterOrDigit(_source[from - 1]) || _source[from - 1] == '_'))
        {
            from--;
        }

        return _source[from.._at];
    }
}
