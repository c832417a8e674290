using System.Globalization;

namespace Titan.Benchmarks.Running;

/// <summary>A command line as words and <c>--name value</c> pairs; a name without a value is a switch. Numbers are invariant.</summary>
internal sealed class BenchmarkArguments
{
    private readonly List<string> _words = [];
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public BenchmarkArguments(IReadOnlyList<string> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            if (!arguments[index].StartsWith("--", StringComparison.Ordinal))
            {
                _words.Add(arguments[index]);
                continue;
            }

            var hasValue = index + 1 < arguments.Count && !arguments[index + 1].StartsWith("--", StringComparison.Ordinal);
            _options[arguments[index][2..]] = hasValue ? arguments[++index] : "true";
        }
    }

    public IReadOnlyList<string> Words => _words;

    public bool Has(string name) => _options.ContainsKey(name);

    public string Text(string name, string otherwise) => _options.GetValueOrDefault(name, otherwise);

    /// <exception cref="ArgumentException">The option is missing.</exception>
    public string Required(string name) =>
        _options.TryGetValue(name, out var value) ? value : throw new ArgumentException($"--{name} is missing");

    public int Number(string name, int otherwise) =>
        _options.TryGetValue(name, out var value) ? int.Parse(value, NumberStyles.Integer, CultureInfo.InvariantCulture) : otherwise;
}
