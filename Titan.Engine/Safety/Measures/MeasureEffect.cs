namespace Titan.Engine.Safety.Measures;

/// <summary>What a measure of the breaker does when it fires.</summary>
public enum MeasureEffect
{
    /// <summary>Soft: disarm, lock until cooldown or reset, cancel entries; positions stay.</summary>
    Trip,

    /// <summary>Hard: trip, flatten and lock until released.</summary>
    Flatten,

    /// <summary>Kill switch by the machine: lock, pause, flatten.</summary>
    Kill,

    /// <summary>Disarm only.</summary>
    Disarm,
}
