namespace Titan.Engine.Model;

/// <summary>How an entry finds its price (spec titan-trading 2.7). Every one carries a worst price; none is unbounded.</summary>
public enum EntryOrder
{
    /// <summary>Works at its limit until it times out.</summary>
    Limit,

    /// <summary>At market, bounded by its limit: what is not filled at once is gone.</summary>
    Market,

    /// <summary>A limit beyond the best price of the other side.</summary>
    AggressiveLimit,

    /// <summary>A limit at the best price of the other side.</summary>
    TouchLimit,
}
