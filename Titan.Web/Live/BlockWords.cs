namespace Titan.Web.Live;

/// <summary>The reasons of <c>EntryBlocks</c> as sentences a person reads.</summary>
public static class BlockWords
{
    public static string Of(string reason) => reason switch
    {
        "KillLock" => "locked",
        "CircuitBreaker" => "circuit breaker",
        "MasterArmOff" => "not armed",
        "Paused" => "paused",
        "Flattening" => "flatten is running",
        "NotReconciled" => "not reconciled with the venue",
        "Disconnected" => "venue not connected",
        "JournalUnwritable" => "database not writable",
        "Clock" => "clock is off or unknown",
        "LoopStalled" => "the engine stood still",
        "EquityUnknown" => "equity unknown",
        _ => reason,
    };
}
