using System.Net;
using System.Net.Sockets;
using Titan.Engine.Model;

namespace Titan.Web.Access;

/// <summary>
/// Section <c>Titan:Access</c>. Addresses are single ones or networks (10.0.0.0/8), as a list or divided by commas.
/// </summary>
public sealed record AccessOptions
{
    private const string Root = "Titan:Access";

    /// <summary>
    /// Proxies whose X-Forwarded-User, -For and -Proto are believed. Only the proxy may reach this port from there: whoever else can,
    /// could name itself as anyone. Default none.
    /// </summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Who may read /metrics without sign-in, beside loopback. Default none.</summary>
    public IReadOnlyList<IPNetwork> MetricsAllowed { get; init; } = [];

    /// <returns>The options and every complaint; use them only when there is none.</returns>
    public static (AccessOptions Options, IReadOnlyList<ConfigProblem> Problems) Read(IConfiguration configuration)
    {
        var problems = new List<ConfigProblem>();
        var section = configuration.GetSection(Root);
        foreach (var child in section.GetChildren())
        {
            if (child.Key is not (nameof(TrustedProxies) or nameof(MetricsAllowed)))
            {
                problems.Add(new ConfigProblem($"{Root}:{child.Key}", child.Value ?? "{…}", $"unknown setting; known are {nameof(TrustedProxies)} and {nameof(MetricsAllowed)}"));
            }
        }

        var options = new AccessOptions
        {
            TrustedProxies = Networks(section.GetSection(nameof(TrustedProxies)), problems),
            MetricsAllowed = Networks(section.GetSection(nameof(MetricsAllowed)), problems),
        };
        return (options, problems);
    }

    private static List<IPNetwork> Networks(IConfigurationSection section, List<ConfigProblem> problems)
    {
        var words = section.GetChildren().Select(child => child.Value ?? "").Append(section.Value ?? "")
            .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var networks = new List<IPNetwork>();
        foreach (var word in words)
        {
            if (Network(word) is { } network)
            {
                networks.Add(network);
            }
            else
            {
                problems.Add(new ConfigProblem(section.Path, word, "an address such as 127.0.0.1, or a network such as 10.0.0.0/8"));
            }
        }

        return networks;
    }

    private static IPNetwork? Network(string word) =>
        IPAddress.TryParse(word, out var one) ? new IPNetwork(one, one.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        : IPNetwork.TryParse(word, out var network) ? network
        : null;
}
