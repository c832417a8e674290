namespace Titan.Simulator.Binance;

/// <summary>How spot treats its sockets; the defaults are the venue's. Machine time, however fast the market runs.</summary>
public sealed record SpotWireOptions
{
    /// <summary>Time between ping frames.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time within which a pong must bring the ping's payload back.</summary>
    public TimeSpan PongWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Age at which a connection is ended.</summary>
    public TimeSpan ConnectionLife { get; init; } = TimeSpan.FromHours(24);
}
