namespace Titan.Engine.Venues;

/// <summary>A spot feed at one moment. Counts are since the start; times are the market clock's, UTC.</summary>
public sealed record SpotFeedStatus
{
    /// <summary>No feed is configured: shown so, blocks nothing.</summary>
    public static SpotFeedStatus NotInstalled { get; } = new() { Name = "binance" };

    public required string Name { get; init; }

    /// <summary>False when the feed is switched off.</summary>
    public bool Installed { get; init; }

    /// <summary>simulator, testnet or mainnet: from the address.</summary>
    public string Environment { get; init; } = "";

    /// <summary>The socket is open and everything wanted is subscribed.</summary>
    public bool Connected { get; init; }

    /// <summary>Connected, and prints have come on this connection lately: only then may anything be detected.</summary>
    public bool Live { get; init; }

    /// <summary>Since when <see cref="Connected"/> is as it is.</summary>
    public DateTimeOffset Since { get; init; }

    public DateTimeOffset? LastMessageAt { get; init; }

    public DateTimeOffset? LastTradeAt { get; init; }

    /// <summary>Connections that followed another one; planned changes before the venue's 24 h are counted in <see cref="Handovers"/>.</summary>
    public int Reconnects { get; init; }

    public int Handovers { get; init; }

    /// <summary>Attempts in a row without a subscribed connection; from 3 on an operator is told.</summary>
    public int FailedAttempts { get; init; }

    public int Subscriptions { get; init; }

    public long Trades { get; init; }

    public long Frames { get; init; }

    /// <summary>Frames that nobody could read.</summary>
    public long BadFrames { get; init; }

    /// <summary>Prints and quotes with an impossible price or size, dropped.</summary>
    public long Absurd { get; init; }

    /// <summary>Prints that came twice or late, dropped.</summary>
    public long Repeated { get; init; }

    /// <summary>Prints that the venue numbered and we never saw.</summary>
    public long Missed { get; init; }

    /// <summary>Local books in sync, of those followed.</summary>
    public int BooksSynced { get; init; }

    public int Books { get; init; }

    /// <summary>Gaps in diffs that made a local book start again.</summary>
    public long BookGaps { get; init; }

    /// <summary>Until when no HTTP request is sent because the venue said so (429, 418); null when free.</summary>
    public DateTimeOffset? RestPausedUntil { get; init; }

    /// <summary>Followed instruments without a pair on this venue; nothing is ever detected on them.</summary>
    public IReadOnlyList<string> WithoutPair { get; init; } = [];

    /// <summary>What keeps it from being live, for people; null when it is.</summary>
    public string? Problem { get; init; }
}
