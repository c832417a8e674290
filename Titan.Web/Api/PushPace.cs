namespace Titan.Web.Api;

/// <summary>Pace and bounds of /ws (spec titan-trading 7.3). Times are the machine's.</summary>
public sealed record PushPace
{
    /// <summary>Tool clients at once; one more is closed with 1013.</summary>
    public int MostClients { get; init; } = 10;

    /// <summary>What happened is gathered this long and then sent together.</summary>
    public TimeSpan Batch { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two STATE_UPDATEs.</summary>
    public TimeSpan State { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two heartbeats: a HEARTBEAT message, and a WebSocket ping that every client's library answers by itself.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A client that answers no ping for this long is dropped.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);
}
