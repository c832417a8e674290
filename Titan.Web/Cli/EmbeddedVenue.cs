using System.Globalization;
using Titan.Simulator;
using Titan.Simulator.Market;
using Titan.Simulator.Time;

namespace Titan.Web.Cli;

/// <summary>
/// The simulated venue inside this process, when no other venue is named: a seeded market, or a recorded file at a speed. Puts its
/// address and keys into the settings before the engine reads them.
/// </summary>
internal sealed class EmbeddedVenue : IAsyncDisposable
{
    private const string Bybit = "Titan:Venues:Bybit:";
    private const string Binance = "Titan:Binance:";

    private EmbeddedVenue(SimulatorHost host, SteppedClock? clock, double? speed, string label) => (Host, Clock, Speed, Label) = (host, clock, speed, label);

    public SimulatorHost Host { get; }

    /// <summary>The market's clock when it is not the machine's: it is moved in steps (<see cref="LockStep"/>).</summary>
    public SteppedClock? Clock { get; }

    /// <summary>Market seconds a second at most; null: as fast as the machine.</summary>
    public double? Speed { get; }

    /// <summary>A file is played, not a generated market.</summary>
    public bool Recorded { get; private init; }

    /// <summary>What plays: "seed 7", or a file.</summary>
    public string Label { get; }

    /// <summary>
    /// Has read its settings when it returns; a generated market is then made on another thread, so that the caller can read settings of its own
    /// meanwhile, and a recording was opened already. Before the engine reads them, the caller lets the venue introduce itself.
    /// </summary>
    /// <returns>Null when the settings name a venue or ask for a real one.</returns>
    /// <exception cref="EmbeddedVenueException">A file or speed is wrong; the message says what to do.</exception>
    public static async Task<EmbeddedVenue?> StartAsync(ConfigurationManager configuration, int seed, CancellationToken cancellationToken)
    {
        var market = configuration["Titan:Market"] ?? "Simulator";
        if (configuration[Bybit + "RestUrl"] is not null || market.Equals("Venue", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return market.Equals("Recorded", StringComparison.OrdinalIgnoreCase)
            ? await RecordedAsync(configuration, cancellationToken)
            : await SeededAsync(configuration, seed, cancellationToken);
    }

    /// <summary>
    /// Puts address and keys into the settings. The leader's feed listens to the same venue, unless the operator has named another one or switched it
    /// off. A recording may be silent for as long as its bars are, which is no reason to call the feed dead.
    /// </summary>
    public void Introduce(IConfigurationManager configuration)
    {
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Bybit + "RestUrl"] = Host.RestUrl.ToString(),
            [Bybit + "StreamUrl"] = Host.StreamUrl.ToString(),
            [Bybit + "ApiKey"] = "sim-key",
            [Bybit + "ApiSecret"] = "sim-secret",
        });
        var leader = new Dictionary<string, string?>
        {
            [Binance + "Enabled"] = "true",
            [Binance + "RestUrl"] = Host.RestUrl.ToString(),
            [Binance + "StreamUrl"] = Host.StreamUrl.ToString(),
        };
        if (Recorded)
        {
            leader[Binance + "StaleSeconds"] = "600";
        }

        configuration.AddInMemoryCollection(leader.Where(setting => configuration[setting.Key] is null).ToArray());
    }

    // The demonstration is the trap strategy's: the breakout example beside it takes every failed break, and three losses in a row end all trading.
    private static void TradeTrapsAlone(ConfigurationManager configuration)
    {
        const string key = "Titan:Strategies:Breakout:Enabled";
        if (configuration[key] is null)
        {
            configuration.AddInMemoryCollection([new(key, "false")]);
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static Task<EmbeddedVenue> SeededAsync(ConfigurationManager configuration, int seed, CancellationToken cancellationToken)
    {
        TradeTrapsAlone(configuration);
        var asked = configuration["Titan:Simulator:Speed"];
        var ownPace = asked is null or "1";
        var speed = ownPace ? null : SpeedOf("Titan:Simulator:Speed", asked!);
        return Task.Run(
            async () =>
            {
                var market = new SeededMarket(seed, TimeProvider.System.GetUtcNow());
                var options = new SimulatorOptions { Seed = seed, Market = market };
                var label = string.Create(CultureInfo.InvariantCulture, $"seed {seed}");
                return ownPace
                    ? new EmbeddedVenue(await SimulatorHost.StartAsync(options, cancellationToken), null, null, label)
                    : await SteppedAsync(options, market, speed, label, cancellationToken);
            },
            cancellationToken);
    }

    private static async Task<EmbeddedVenue> RecordedAsync(ConfigurationManager configuration, CancellationToken cancellationToken)
    {
        var file = configuration["Titan:Recorded:File"] ?? throw new EmbeddedVenueException("Titan:Market=Recorded needs --Titan:Recorded:File=PATH.");
        var market = Open(file, "File", new RecordedMarketOptions { HistoryFile = configuration["Titan:Recorded:HistoryFile"] });
        var spot = configuration["Titan:Recorded:SpotFile"] is { Length: > 0 } spotFile ? Open(spotFile, "SpotFile", new RecordedMarketOptions { StepsPerBar = PrintsOf(configuration) }) : null;
        var speed = SpeedOf("Titan:Recorded:Speed", configuration["Titan:Recorded:Speed"] ?? "1");
        return await SteppedAsync(new SimulatorOptions { Market = market, SpotMarket = spot }, market, speed, Path.GetFileName(file), cancellationToken, recorded: true);
    }

    /// <summary>
    /// Every other speed than a generated market's own is stepped: engine and venue share a clock that waits for both, so nothing is ever late and the
    /// same market is decided alike at any speed. A clock that ran on by itself left a slow machine behind, and what came late was refused as old.
    /// </summary>
    public static async Task<EmbeddedVenue> SteppedAsync(SimulatorOptions options, IMarketSource market, double? speed, string label, CancellationToken cancellationToken, bool recorded = false)
    {
        var clock = new SteppedClock(market.Start);
        var host = await SimulatorHost.StartAsync(options with { Market = market, Clock = clock, Stepped = true, RateLimits = false }, cancellationToken);
        return new EmbeddedVenue(host, clock, speed, speed is { } times ? string.Create(CultureInfo.InvariantCulture, $"{label} at {times}×") : $"{label} at full speed") { Recorded = recorded };
    }

    private static int? PrintsOf(ConfigurationManager configuration)
    {
        const string key = "Titan:Recorded:SpotPrintsPerBar";
        return configuration[key] is not { Length: > 0 } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var prints) && prints is >= 4 and <= 600 ? prints
            : throw new EmbeddedVenueException($"{key} = {text}: allowed 4 to 600.");
    }

    private static double? SpeedOf(string key, string text)
    {
        if (text.Equals("max", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is >= 0.1 and <= 1_000
            ? speed
            : throw new EmbeddedVenueException($"{key} = {text}: allowed 0.1 to 1000, or max.");
    }

    private static RecordedMarket Open(string file, string setting, RecordedMarketOptions options)
    {
        try
        {
            return RecordedMarket.Open(file, options: options);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            throw new EmbeddedVenueException($"Titan:Recorded:{setting}: {problem.Message}");
        }
    }
}

/// <summary>The embedded venue cannot start; the message is for the operator.</summary>
internal sealed class EmbeddedVenueException(string message) : Exception(message);
