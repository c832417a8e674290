using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>The reasons of <c>EntryBlocks</c> as sentences a person reads.</summary>
public static class BlockWords
{
    public static string Of(string reason) => reason switch
    {
        "KillLock" => T("locked"),
        "CircuitBreaker" => T("circuit breaker"),
        "MasterArmOff" => T("not armed"),
        "Paused" => T("paused"),
        "Flattening" => T("flatten is running"),
        "NotReconciled" => T("not reconciled with the venue"),
        "Disconnected" => T("venue not connected"),
        "JournalUnwritable" => T("database not writable"),
        "Clock" => T("clock is off or unknown"),
        "LoopStalled" => T("the engine stood still"),
        "EquityUnknown" => T("equity unknown"),
        _ => reason,
    };
}
