namespace Titan.Engine.Model;

/// <summary>
/// What became of an intent at the gates: approved with its quantity (base currency), or denied by a gate for a reason. The correlation id
/// marks its order and everything that follows.
/// </summary>
public sealed record IntentVerdict(CorrelationId Correlation, bool Approved, decimal Quantity, string? Gate, string? Denial)
{
    /// <summary>How the entry finds its price, after the book was asked: what was meant at market may have become a limit.</summary>
    public EntryOrder Order { get; init; }
}
