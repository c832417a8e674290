namespace Titan.Engine.Model;

/// <summary>What a signal says (spec titan-trading 4.1).</summary>
public enum SignalPhase
{
    /// <summary>An entry is about to be asked for: it is sized and judged, nothing is sent.</summary>
    Prepare,

    /// <summary>The prepared entry is wanted now.</summary>
    Confirm,

    /// <summary>The prepared entry is not wanted any more.</summary>
    Abort,

    /// <summary>The sender lives.</summary>
    Heartbeat,

    /// <summary>A long position is to be closed.</summary>
    CloseLong,

    /// <summary>A short position is to be closed.</summary>
    CloseShort,
}
