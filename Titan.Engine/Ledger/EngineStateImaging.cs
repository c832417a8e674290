using System.Security.Cryptography;
using System.Text.Json;

namespace Titan.Engine.Ledger;

/// <summary>To and from <see cref="EngineStateImage"/>, and the hash over it.</summary>
public sealed partial class EngineState
{
    public EngineStateImage ToImage() => new()
    {
        Sequence = Sequence,
        At = At,
        Epoch = Epoch,
        Arm = Arm,
        Settings = Settings,
        PausedByOperator = PausedByOperator,
        PausedByFeed = PausedByFeed,
        PausedByKill = PausedByKill,
        Breaker = Breaker,
        Equity = Equity,
        Brain = Brain,
        Cascade = Cascade,
        Flatten = Flatten,
        LastFlatten = LastFlatten,
        ReconciledAt = ReconciledAt,
        ReconciledInSync = ReconciledInSync,
        UnsettledReconciles = UnsettledReconciles,
        Orders = [.. _orders.Values.OrderBy(order => order.Id.Value, StringComparer.Ordinal)],
        Positions = [.. _positions.Values.OrderBy(position => position.Instrument.Value, StringComparer.Ordinal)],
        Executions = [.. _executionOrder],
        TerminalOrders = [.. _terminalOrders],
        ClosedTrades = [.. _closedTrades],
        Signals = [.. Signals.Traces],
    };

    public static EngineState FromImage(EngineStateImage image)
    {
        var state = new EngineState
        {
            Sequence = image.Sequence,
            At = image.At,
            Epoch = image.Epoch,
            Arm = image.Arm,
            Settings = image.Settings,
            PausedByOperator = image.PausedByOperator,
            PausedByFeed = image.PausedByFeed,
            PausedByKill = image.PausedByKill,
            Breaker = image.Breaker,
            Equity = image.Equity,
            Brain = image.Brain,
            Cascade = image.Cascade,
            Flatten = image.Flatten,
            LastFlatten = image.LastFlatten,
            ReconciledAt = image.ReconciledAt,
            ReconciledInSync = image.ReconciledInSync,
            UnsettledReconciles = image.UnsettledReconciles,
        };
        foreach (var order in image.Orders)
        {
            state._orders[order.Id] = order;
        }

        foreach (var position in image.Positions)
        {
            state._positions[position.Instrument] = position;
        }

        foreach (var id in image.Executions)
        {
            state._executions.Add(id);
            state._executionOrder.Enqueue(id);
        }

        foreach (var id in image.TerminalOrders)
        {
            state._terminalOrders.Enqueue(id);
        }

        foreach (var trade in image.ClosedTrades)
        {
            state._closedTrades.Enqueue(trade);
        }

        state.Signals.Restore(image.Signals);
        return state;
    }

    /// <summary>Form of the image; raised whenever a field comes or goes, because hashes of different forms cannot be compared. A field that is left
    /// out while it is null leaves every older state its form.</summary>
    public const int Format = 6;

    /// <summary>Form and SHA-256 over the canonical image: <c>6:</c> and lower-case hex.</summary>
    public string ComputeHash() => $"{Format}:" + Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(ToImage(), JournalJson.Default.EngineStateImage)));
}
