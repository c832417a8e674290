namespace Titan.Simulator.Faults;

/// <summary>One kind of fault: its name on the door, the fields it takes beside the common ones, and which it must have.</summary>
internal sealed record FaultKind(string Name, string[] Required, string[] Optional)
{
    /// <summary>Fields that every kind takes.</summary>
    public static IReadOnlyList<string> Common { get; } = ["kind", "count", "probability", "durationMs", "seed"];

    public static IReadOnlyDictionary<string, FaultKind> All { get; } = new[]
    {
        new FaultKind("latency", ["latencyMs"], ["jitterMs", "path", "stream", "symbol", "topic", "when"]),
        new FaultKind("dropRequest", [], ["path"]),
        new FaultKind("lostAck", [], ["path"]),
        new FaultKind("reject", ["code"], ["message", "path"]),
        new FaultKind("httpStatus", ["status"], ["path", "retryAfter"]),
        new FaultKind("disconnect", [], ["stream"]),
        new FaultKind("silentFeed", ["stream"], ["symbol", "topic"]),
        new FaultKind("duplicate", [], ["stream", "symbol", "topic"]),
        new FaultKind("outOfOrder", [], ["stream", "symbol", "topic"]),
        new FaultKind("sequenceGap", [], ["stream", "symbol", "topic"]),
        new FaultKind("partialFill", ["fraction"], ["symbol"]),
        new FaultKind("hiddenOrders", ["delayMs"], ["symbol"]),
        new FaultKind("clockSkew", ["offsetMs"], []),
        new FaultKind("serverShutdown", [], ["delayMs"]),
        new FaultKind("tradeRestart", [], []),
        new FaultKind("positionDrift", ["symbol"], ["side", "qty", "close", "silent", "unlisted"]),
        new FaultKind("liquidate", ["symbol"], []),
    }.ToDictionary(static kind => kind.Name, StringComparer.Ordinal);

    public bool Takes(string field) => Common.Contains(field) || Required.Contains(field) || Optional.Contains(field);
}
