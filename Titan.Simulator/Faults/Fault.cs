namespace Titan.Simulator.Faults;

/// <summary>
/// A fault in force. It applies until its count is used up or its time is over, each time with its probability,
/// drawn from its own seed.
/// </summary>
internal sealed class Fault(FaultOrder order, long id, long nowMs)
{
    private readonly Random _chance = new(order.Seed ?? (int)id);

    public long Id { get; } = id;
    public FaultOrder Order { get; } = order;
    public int? Left { get; private set; } = order.Count;
    public int Hits { get; private set; }
    public long? ExpiresMs { get; } = order.DurationMs is { } duration ? nowMs + duration : null;

    public bool IsOver(long nowMs) => Left == 0 || ExpiresMs <= nowMs;

    /// <summary>Draws, and uses the fault up by one when it strikes.</summary>
    public bool Strikes(long nowMs)
    {
        if (IsOver(nowMs) || !IsDrawn()) return false;
        if (Left is { } left) Left = left - 1;
        Hits++;
        return true;
    }

    /// <summary>The fault's delay with its jitter, milliseconds.</summary>
    public int DrawLatencyMs() => Order.LatencyMs + (Order.JitterMs > 0 ? Draw(Order.JitterMs + 1) : 0);

#pragma warning disable CA5394 // Chance here decides when a test fault strikes; it must be repeatable, not secret.
    private bool IsDrawn() => Order.Probability >= 1d || _chance.NextDouble() < Order.Probability;

    private int Draw(int below) => _chance.Next(below);
#pragma warning restore CA5394
}
