namespace Titan.Engine.Model;

/// <summary>Kinds of mismatch between Shadow State and venue (spec titan-trading 4.3).</summary>
public enum DriftKind
{
    /// <summary>On the venue, unknown to us: adopted, orphaned.</summary>
    MissingInShadow,

    /// <summary>Ours, not on the venue: phantom, closed at the venue's exit price.</summary>
    MissingInBroker,
    SideMismatch,
    SizeMismatch,

    /// <summary>A working order on the venue that is not ours.</summary>
    ForeignOrder,

    /// <summary>We believe an order is working that the venue does not hold.</summary>
    OrderMissing,
}
