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

    private EmbeddedVenue(SimulatorHost host, TimeProvider? clock, string label) => (Host, Clock, Label) = (host, clock, label);

    public SimulatorHost Host { get; }

    /// <summary>The market's clock when it is not the machine's.</summary>
    public TimeProvider? Clock { get; }

    /// <summary>Set when time is moved in steps, as fast as possible.</summary>
    public SteppedClock? Stepped => Clock as SteppedClock;

    /// <summary>What plays: "seed 7", or a file.</summary>
    public string Label { get; }

    /// <returns>Null when the settings name a venue or ask for a real one.</returns>
    /// <exception cref="EmbeddedVenueException">A file or speed is wrong; the message says what to do.</exception>
    public static async Task<EmbeddedVenue?> StartAsync(ConfigurationManager configuration, int seed, CancellationToken cancellationToken)
    {
        var market = configuration["Titan:Market"] ?? "Simulator";
        if (configuration[Bybit + "RestUrl"] is not null || market.Equals("Venue", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var venue = market.Equals("Recorded", StringComparison.OrdinalIgnoreCase)
            ? await RecordedAsync(configuration, cancellationToken)
            : await SeededAsync(configuration, seed, cancellationToken);
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Bybit + "RestUrl"] = venue.Host.RestUrl.ToString(),
            [Bybit + "StreamUrl"] = venue.Host.StreamUrl.ToString(),
            [Bybit + "ApiKey"] = "sim-key",
            [Bybit + "ApiSecret"] = "sim-secret",
        });
        LeadHere(configuration, venue, market);
        return venue;
    }

    // The leader's feed listens to the same venue, unless the operator has named another one or switched it off. A recording may be
    // silent for as long as its bars are, which is no reason to call the feed dead.
    private static void LeadHere(ConfigurationManager configuration, EmbeddedVenue venue, string market)
    {
        var settings = new Dictionary<string, string?>
        {
            [Binance + "Enabled"] = "true",
            [Binance + "RestUrl"] = venue.Host.RestUrl.ToString(),
            [Binance + "StreamUrl"] = venue.Host.StreamUrl.ToString(),
        };
        if (market.Equals("Recorded", StringComparison.OrdinalIgnoreCase))
        {
            settings[Binance + "StaleSeconds"] = "600";
        }

        configuration.AddInMemoryCollection(settings.Where(setting => configuration[setting.Key] is null).ToArray());
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static async Task<EmbeddedVenue> SeededAsync(ConfigurationManager configuration, int seed, CancellationToken cancellationToken)
    {
        var market = new SeededMarket(seed, TimeProvider.System.GetUtcNow());
        var label = string.Create(CultureInfo.InvariantCulture, $"seed {seed}");
        if (configuration["Titan:Simulator:Speed"] is not { } asked || asked == "1")
        {
            return new EmbeddedVenue(await SimulatorHost.StartAsync(new SimulatorOptions { Seed = seed, Market = market }, cancellationToken), null, label);
        }

        var pace = PaceOf("Titan:Simulator:Speed", asked, market.Start, configuration);
        return new EmbeddedVenue(await SimulatorHost.StartAsync(pace.Apply(new SimulatorOptions { Seed = seed, Market = market }), cancellationToken), pace.Clock, $"{label} at {pace.Label}");
    }

    private static async Task<EmbeddedVenue> RecordedAsync(ConfigurationManager configuration, CancellationToken cancellationToken)
    {
        var file = configuration["Titan:Recorded:File"] ?? throw new EmbeddedVenueException("Titan:Market=Recorded needs --Titan:Recorded:File=PATH.");
        var market = Open(file, "File");
        var spot = configuration["Titan:Recorded:SpotFile"] is { Length: > 0 } spotFile ? Open(spotFile, "SpotFile") : null;
        var pace = PaceOf("Titan:Recorded:Speed", configuration["Titan:Recorded:Speed"] ?? "1", market.Start, configuration);
        return new EmbeddedVenue(
            await SimulatorHost.StartAsync(pace.Apply(new SimulatorOptions { Market = market, SpotMarket = spot }), cancellationToken), pace.Clock, $"{Path.GetFileName(file)} at {pace.Label}");
    }

    private static Pace PaceOf(string key, string text, DateTimeOffset start, ConfigurationManager configuration)
    {
        var fastest = text.Equals("max", StringComparison.OrdinalIgnoreCase);
        var speed = 1.0;
        if (!fastest && (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out speed) || speed is < 0.1 or > 1_000))
        {
            throw new EmbeddedVenueException($"{key} = {text}: allowed 0.1 to 1000, or max.");
        }

        Widen(configuration, fastest ? 1 : speed);
        return new Pace(fastest ? new SteppedClock(start) : new ScaledClock(TimeProvider.System, start, speed), speed, fastest);
    }

    /// <summary>How fast the market's time runs: in steps as fast as possible, or so many seconds a second.</summary>
    private sealed record Pace(TimeProvider Clock, double Speed, bool Fastest)
    {
        public string Label => Fastest ? "full speed" : string.Create(CultureInfo.InvariantCulture, $"{Speed}×");

        public SimulatorOptions Apply(SimulatorOptions options) => options with { Clock = Clock, Stepped = Fastest, Speed = Speed, RateLimits = !Fastest && Speed <= 1 };
    }

    // Ages in market time grow with the speed while the machine stays the same; only here, and only within the settings' own ranges.
    private static void Widen(ConfigurationManager configuration, double speed)
    {
        if (speed <= 1)
        {
            return;
        }

        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Titan:Execution:BookMaxAgeMs"] = Math.Min(10_000, 1_000 * speed).ToString("0", CultureInfo.InvariantCulture),
            [Bybit + "RecvWindowMs"] = Math.Min(60_000, 5_000 * speed).ToString("0", CultureInfo.InvariantCulture),
        });
    }

    private static RecordedMarket Open(string file, string setting)
    {
        try
        {
            return RecordedMarket.Open(file);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            throw new EmbeddedVenueException($"Titan:Recorded:{setting}: {problem.Message}");
        }
    }
}

/// <summary>The embedded venue cannot start; the message is for the operator.</summary>
internal sealed class EmbeddedVenueException(string message) : Exception(message);
