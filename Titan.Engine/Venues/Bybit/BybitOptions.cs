namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// Where Bybit is and how we talk to it. Defaults are mainnet without keys: public data only. Keys never appear in
/// <see cref="ToString"/>.
/// </summary>
public sealed record BybitOptions
{
    /// <summary>Base of the REST interface, without path.</summary>
    public Uri RestUrl { get; init; } = new("https://api.bybit.com");

    /// <summary>Base of the three sockets (public, private, trade), without path; http and https are read as ws and wss.</summary>
    public Uri StreamUrl { get; init; } = new("wss://stream.bybit.com");

    /// <summary>Whole address of the public linear socket, when it is not <see cref="StreamUrl"/> + /v5/public/linear.</summary>
    public Uri? PublicStreamUrl { get; init; }

    /// <summary>Whole address of the private socket, when it is not <see cref="StreamUrl"/> + /v5/private.</summary>
    public Uri? PrivateStreamUrl { get; init; }

    /// <summary>Whole address of the order entry socket, when it is not <see cref="StreamUrl"/> + /v5/trade.</summary>
    public Uri? TradeStreamUrl { get; init; }

    /// <summary>Key of the environment that <see cref="RestUrl"/> names; null or empty means public data only.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Secret of <see cref="ApiKey"/>.</summary>
    public string? ApiSecret { get; init; }

    /// <summary>How old a signed request may be at the venue, ms (1,000 to 60,000).</summary>
    public int RecvWindowMs { get; init; } = 5_000;

    /// <summary>Ceiling of order requests per second and endpoint (1 to 50); the venue's own lower limit wins.</summary>
    public int RateLimitRps { get; init; } = 10;

    /// <summary>How often a read, cancel or idempotent setting is repeated after a transient failure (1 to 10). Creates never are.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Levels per side of the books we follow: 1, 50, 200 or 1000.</summary>
    public int Depth { get; init; } = 50;

    /// <summary>Order entry by socket with REST behind it; false sends every order by REST.</summary>
    public bool UseTradeStream { get; init; } = true;

    /// <summary>Longest wait for an answer of REST.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for the answer to an order, by REST or socket; afterwards its outcome is unknown.</summary>
    public TimeSpan EntryTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>REST connections opened beforehand, so that a flatten does not pay for handshakes (0 to 32).</summary>
    public int WarmConnections { get; init; } = 8;

    /// <summary>Seed of the jitter of retries and reconnects.</summary>
    public int JitterSeed { get; init; } = 20_011;

    /// <summary>Whether private requests are possible at all.</summary>
    public bool HasKeys => !string.IsNullOrEmpty(ApiKey) && !string.IsNullOrEmpty(ApiSecret);

    /// <summary>simulator (loopback), testnet, demo or mainnet, from the host of <see cref="RestUrl"/>.</summary>
    public string Environment =>
        RestUrl.IsLoopback ? "simulator"
        : RestUrl.Host.StartsWith("api-testnet", StringComparison.OrdinalIgnoreCase) ? "testnet"
        : RestUrl.Host.StartsWith("api-demo", StringComparison.OrdinalIgnoreCase) ? "demo"
        : "mainnet";

    /// <summary>Demo accounts have no order entry socket (spec venues/bybit-v5.md section 1).</summary>
    public bool HasTradeStream => UseTradeStream && HasKeys && Environment != "demo";

    public Uri PublicStream => PublicStreamUrl ?? Stream("/v5/public/linear");

    public Uri PrivateStream => PrivateStreamUrl ?? Stream("/v5/private");

    public Uri TradeStream => TradeStreamUrl ?? Stream("/v5/trade");

    public override string ToString() => $"Bybit {Environment} {RestUrl} {StreamUrl} {(HasKeys ? "with a key" : "without keys")}";

    private Uri Stream(string path)
    {
        var secure = StreamUrl.Scheme is "wss" or "https";
        return new UriBuilder(StreamUrl) { Scheme = secure ? "wss" : "ws", Path = StreamUrl.AbsolutePath.TrimEnd('/') + path }.Uri;
    }
}
