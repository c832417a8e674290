using System.Text;
using Titan.Engine.Configuration;
using Titan.Engine.Model;

namespace Titan.Web.Hook;

/// <summary>
/// What the webhook asks of a sender: <c>Titan:Security:HmacSecret</c> (at least 32 characters; from the environment,
/// <c>TITAN__Security__HmacSecret</c>, never from a file under version control) and <c>Titan:Webhook:Sources</c>. Without a secret every webhook is
/// refused.
/// </summary>
public sealed record WebhookOptions
{
    private const int ShortestSecret = 32;
    private const string SecretKey = "Titan:Security:HmacSecret";
    private const string SourcesKey = "Titan:Webhook:Sources";

    private static readonly string[] UsualSources = ["titan_dashboard", "scavenger"];

    /// <summary>Key of the HMAC; null while none is configured.</summary>
    internal byte[]? Key { get; init; }

    /// <summary>Who may send, by X-Source.</summary>
    public IReadOnlyList<string> Sources { get; init; } = UsualSources;

    /// <returns>The options and every complaint; use them only when there is none. A secret is never part of a complaint.</returns>
    public static (WebhookOptions Options, IReadOnlyList<ConfigProblem> Problems) Read(IConfiguration configuration)
    {
        var problems = new List<ConfigProblem>();
        Unknown(configuration.GetSection("Titan:Security"), ["HmacSecret"], problems);
        Unknown(configuration.GetSection("Titan:Webhook"), ["Sources"], problems);
        var secret = configuration[SecretKey];
        if (!string.IsNullOrEmpty(secret) && secret.Length < ShortestSecret)
        {
            problems.Add(new ConfigProblem(SecretKey, $"{secret.Length} characters", $"at least {ShortestSecret} characters"));
        }

        var sources = configuration.GetSection(SourcesKey).GetChildren().Select(child => child.Value ?? "")
            .Concat((configuration[SourcesKey] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        foreach (var wrong in sources.Where(source => !SignalFields.IsWord(source, SignalFields.LongestSource)))
        {
            problems.Add(new ConfigProblem(SourcesKey, wrong, $"1 to {SignalFields.LongestSource} letters, digits, _, -, . or :"));
        }

        return (new WebhookOptions { Key = string.IsNullOrEmpty(secret) ? null : Encoding.UTF8.GetBytes(secret), Sources = sources.Length == 0 ? UsualSources : sources }, problems);
    }

    private static void Unknown(IConfigurationSection section, string[] known, List<ConfigProblem> problems)
    {
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add(new ConfigProblem($"{section.Path}:{child.Key}", "{…}", $"unknown setting; known are {string.Join(", ", known)}"));
        }
    }
}
