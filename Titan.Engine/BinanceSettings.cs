using System.Globalization;
using Microsoft.Extensions.Configuration;
using Titan.Engine.Configuration;
using Titan.Engine.Model;
using Titan.Engine.Venues.Binance;
using Titan.Engine.Venues.Bybit;

namespace Titan.Engine;

/// <summary>
/// Reads section <c>Titan:Binance</c>. Unless told otherwise the feed runs where it can be had: on the public hosts with
/// <c>Titan:Market=Venue</c>, on the simulator beside it when Live trades on loopback, and wherever an address is named.
/// </summary>
internal static class BinanceSettings
{
    private const string Section = "Titan:Binance";

    private static readonly string[] Known = ["Enabled", "RestUrl", "StreamUrl", "StaleSeconds", "BookLevels"];
    private static readonly int[] Levels = [0, 100, 500, 1_000, 5_000];

    public static (BinanceOptions Options, IReadOnlyList<ConfigProblem> Problems) Read(IConfiguration configuration, TitanConfig config, BybitOptions bybit)
    {
        var section = configuration.GetSection(Section);
        var problems = new List<ConfigProblem>();
        foreach (var child in section.GetChildren().Where(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add(new ConfigProblem($"{Section}:{child.Key}", child.Value ?? "{…}", "unknown setting; check the spelling"));
        }

        var beside = config.Mode == TradingMode.Live && bybit.RestUrl.IsLoopback;
        var defaults = beside ? new BinanceOptions { RestUrl = bybit.RestUrl, StreamUrl = bybit.StreamUrl } : new BinanceOptions();
        var rest = Address(section, "RestUrl", ["http", "https"], problems);
        var stream = Address(section, "StreamUrl", ["ws", "wss", "http", "https"], problems);
        var options = defaults with
        {
            Enabled = Flag(section, "Enabled", beside || rest is not null || stream is not null || config.Market == MarketSource.Venue, problems),
            RestUrl = rest ?? defaults.RestUrl,
            StreamUrl = stream ?? defaults.StreamUrl,
            StaleSeconds = Whole(section, "StaleSeconds", defaults.StaleSeconds, number => number is >= 5 and <= 600, "allowed 5 to 600", problems),
            BookLevels = Whole(section, "BookLevels", defaults.BookLevels, Levels.Contains, $"allowed {string.Join(", ", Levels)}", problems),
        };
        return (options, problems);
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

    private static bool Flag(IConfigurationSection section, string key, bool otherwise, List<ConfigProblem> problems)
    {
        var value = section[key];
        if (value is null || bool.TryParse(value, out otherwise))
        {
            return otherwise;
        }

        problems.Add(new ConfigProblem($"{Section}:{key}", value, "must be true or false"));
        return false;
    }

    private static int Whole(IConfigurationSection section, string key, int otherwise, Func<int, bool> allowed, string cure, List<ConfigProblem> problems)
    {
        var value = section[key];
        if (value is null)
        {
            return otherwise;
        }

        if (int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && allowed(number))
        {
            return number;
        }

        problems.Add(new ConfigProblem($"{Section}:{key}", value, cure));
        return otherwise;
    }
}
