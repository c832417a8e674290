namespace Titan.Engine.Venues.Binance;

/// <summary>Where Binance spot is and how much of it we follow. Market data only: no key is ever sent. Defaults are the public data hosts.</summary>
public sealed record BinanceOptions
{
    /// <summary>Whether the feed runs at all; without it nothing that follows the leader is detected, and nothing else changes.</summary>
    public bool Enabled { get; init; }

    /// <summary>Base of the REST interface, without path.</summary>
    public Uri RestUrl { get; init; } = new("https://data-api.binance.vision");

    /// <summary>Base of the streams, without path; http and https are read as ws and wss.</summary>
    public Uri StreamUrl { get; init; } = new("wss://data-stream.binance.vision");

    /// <summary>Seconds without any print on a subscribed connection after which it counts as dead (5 to 600).</summary>
    public int StaleSeconds { get; init; } = 30;

    /// <summary>Levels per side asked for with a snapshot of a local book: 0 (no local books), 100, 500, 1000 or 5000.</summary>
    public int BookLevels { get; init; } = 1_000;

    /// <summary>Age at which a connection is replaced before the venue ends it at 24 h.</summary>
    public TimeSpan ReplaceAfter { get; init; } = TimeSpan.FromHours(23);

    /// <summary>Longest wait for an answer of REST.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Seed of the jitter of reconnects.</summary>
    public int JitterSeed { get; init; } = 40_009;

    /// <summary>simulator (loopback), testnet or mainnet, from the host of <see cref="StreamUrl"/>.</summary>
    public string Environment =>
        StreamUrl.IsLoopback ? "simulator" : StreamUrl.Host.Contains("testnet", StringComparison.OrdinalIgnoreCase) ? "testnet" : "mainnet";

    /// <summary>Address of the combined streams; what is followed is subscribed on it live.</summary>
    public Uri CombinedStream
    {
        get
        {
            var secure = StreamUrl.Scheme is "wss" or "https";
            return new UriBuilder(StreamUrl) { Scheme = secure ? "wss" : "ws", Path = StreamUrl.AbsolutePath.TrimEnd('/') + "/stream" }.Uri;
        }
    }
}
