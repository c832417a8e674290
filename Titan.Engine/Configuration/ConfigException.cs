using Titan.Engine.Model;

namespace Titan.Engine.Configuration;

/// <summary>The settings are wrong. Holds every complaint, so that all can be mended at once.</summary>
public sealed class ConfigException : Exception
{
    public ConfigException(IReadOnlyList<ConfigProblem> problems)
        : base($"{(problems.Count == 1 ? "1 setting is" : $"{problems.Count} settings are")} wrong:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => "  " + problem))}") =>
        Problems = problems;

    public ConfigException()
    {
    }

    public ConfigException(string message)
        : base(message)
    {
    }

    public ConfigException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public IReadOnlyList<ConfigProblem> Problems { get; } = [];
}
