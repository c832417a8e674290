namespace Titan.Engine.Venues;

/// <summary>What a stream does with its socket. Frames arrive one after another on the socket's own task.</summary>
internal interface ISocketHandler
{
    /// <summary>Runs beside the receiving: authenticate, subscribe, wait for the acknowledgements. Throwing cuts the connection.</summary>
    Task OpenedAsync(CancellationToken cancellationToken);

    /// <summary>One whole text frame; the bytes are only good during the call. Never throws; false marks a frame nobody could read.</summary>
    bool OnFrame(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt);

    /// <summary>The connection is gone, or its opening failed.</summary>
    void OnClosed(string why);

    /// <summary>The venue's application-level ping with this number; null where the venue itself pings and none is to be sent.</summary>
    byte[]? Ping(long number);
}
