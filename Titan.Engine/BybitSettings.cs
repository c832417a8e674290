using System.Globalization;
using Microsoft.Extensions.Configuration;
using Titan.Engine.Configuration;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit;

namespace Titan.Engine;

/// <summary>
/// Reads section <c>Titan:Venues:Bybit</c> and holds the promise that real money waits: Live on a venue that is not loopback is refused
/// until breaker, guard and second factor all stand (design 3a), and paper fills on a real venue are not installed yet.
/// </summary>
internal static class BybitSettings
{
    private const string Section = "Titan:Venues:Bybit";

    private static readonly string[] Known =
        ["RestUrl", "StreamUrl", "PublicStreamUrl", "PrivateStreamUrl", "TradeStreamUrl", "ApiKey", "ApiSecret", "RecvWindowMs", "RateLimitRps", "MaxRetries", "UseTradeStream"];

    public static (BybitOptions Options, IReadOnlyList<ConfigProblem> Problems) Read(IConfiguration configuration, TitanConfig config)
    {
        var section = configuration.GetSection(Section);
        var problems = new List<ConfigProblem>();
        foreach (var child in section.GetChildren().Where(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add(new ConfigProblem($"{Section}:{child.Key}", child.Value ?? "{…}", "unknown setting; check the spelling"));
        }

        var defaults = new BybitOptions();
        var options = defaults with
        {
            RestUrl = Address(section, "RestUrl", ["http", "https"], problems) ?? defaults.RestUrl,
            StreamUrl = Address(section, "StreamUrl", ["ws", "wss", "http", "https"], problems) ?? defaults.StreamUrl,
            PublicStreamUrl = Address(section, "PublicStreamUrl", ["ws", "wss"], problems),
            PrivateStreamUrl = Address(section, "PrivateStreamUrl", ["ws", "wss"], problems),
            TradeStreamUrl = Address(section, "TradeStreamUrl", ["ws", "wss"], problems),
            ApiKey = section["ApiKey"],
            ApiSecret = section["ApiSecret"],
            RecvWindowMs = Whole(section, "RecvWindowMs", defaults.RecvWindowMs, 1_000, 60_000, problems),
            RateLimitRps = Whole(section, "RateLimitRps", defaults.RateLimitRps, 1, 50, problems),
            MaxRetries = Whole(section, "MaxRetries", defaults.MaxRetries, 1, 10, problems),
            UseTradeStream = !bool.TryParse(section["UseTradeStream"], out var trade) || trade,
        };
        Promise(options, config, problems);
        return (options, problems);
    }

    private static void Promise(BybitOptions options, TitanConfig config, List<ConfigProblem> problems)
    {
        if (options.RestUrl.IsLoopback)
        {
            if (!options.HasKeys)
            {
                problems.Add(new ConfigProblem($"{Section}:ApiKey", "missing", "set TITAN__Venues__Bybit__ApiKey and TITAN__Venues__Bybit__ApiSecret"));
            }

            return;
        }

        problems.Add(config.Mode == TradingMode.Live
            ? new ConfigProblem("Titan:Mode", "Live", $"refused on {options.RestUrl.Host}: live trading on a real venue waits for the full breaker, the guard and a second factor")
            : new ConfigProblem("Titan:Market", config.Market.ToString(), $"paper fills on {options.RestUrl.Host} are not installed; use Simulator or Recorded, or point {Section}:RestUrl at a simulator on loopback"));
    }

    private static Uri? Address(IConfigurationSection section, string key, string[] schemes, List<ConfigProblem> problems)
    {
        var value = section[key];
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (Uri.TryCreate(value, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme))
        {
            return address;
        }

        problems.Add(new ConfigProblem($"{Section}:{key}", value, $"an address that begins with {string.Join(" or ", schemes.Select(scheme => scheme + "://"))}"));
        return null;
    }

    private static int Whole(IConfigurationSection section, string key, int otherwise, int from, int to, List<ConfigProblem> problems)
    {
        var value = section[key];
        if (value is null)
        {
            return otherwise;
        }

        if (int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
        {
            return number;
        }

        problems.Add(new ConfigProblem($"{Section}:{key}", value, $"allowed {from} to {to}"));
        return otherwise;
    }
}
