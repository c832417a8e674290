using Titan.Engine.Model;

namespace Titan.Engine.Intake;

/// <summary>How a signal was answered.</summary>
public enum SignalResult
{
    /// <summary>Judged sound; CONFIRM within ten seconds sends it.</summary>
    Prepared,

    /// <summary>The entry filled, whole or in part.</summary>
    Executed,

    /// <summary>Approved and sent, and nothing filled.</summary>
    NotFilled,

    /// <summary>Approved and sent; the venue has not ended it yet.</summary>
    Working,
    Aborted,
    Closing,

    /// <summary>A heartbeat was heard.</summary>
    Alive,

    /// <summary>Master Arm is off.</summary>
    Blocked,

    /// <summary>Refused for a named reason.</summary>
    Rejected,

    /// <summary>It speaks of something that is not, or not any more; nothing was done.</summary>
    Zombie,

    /// <summary>The id was used for this phase before; nothing was done again.</summary>
    Duplicate,

    /// <summary>The engine is starting or stopping.</summary>
    NotReady,

    /// <summary>The channel was full and dropped it.</summary>
    Dropped,

    /// <summary>No answer in time; what became of it is in the journal.</summary>
    Unanswered,
}

/// <summary>What the sender of a signal is told. Sizes in base currency, prices in quote currency.</summary>
public sealed record SignalAnswer(SignalResult Result, string Id)
{
    /// <summary>Stable word of a refusal: PRICE_OUT_OF_ZONE, or the code of the gate.</summary>
    public string? Reason { get; init; }

    /// <summary>The gate that refused; null when it was not a gate.</summary>
    public string? Gate { get; init; }

    /// <summary>The refusal in a sentence with its numbers.</summary>
    public string? Detail { get; init; }

    public ZombieKind? Zombie { get; init; }

    /// <summary>What the first message under this id and phase said and came to; of a duplicate alone.</summary>
    public SignalMark? First { get; init; }

    /// <summary>The duplicate is the same message, byte for byte.</summary>
    public bool SameMessage { get; init; }

    public decimal? Quantity { get; init; }
    public EntryOrder? Order { get; init; }

    /// <summary>A fresh book stood behind the judgement.</summary>
    public bool HasBook { get; init; }

    public decimal? FillPrice { get; init; }
    public string? OrderId { get; init; }
}
