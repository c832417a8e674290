using System.Collections.Immutable;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Views;

/// <summary>
/// What one trap type did since start, from tripwire to fill: each station counts what reached it. Trades, wins, USDT and R are of the
/// last seven days, from the ledger.
/// </summary>
public sealed record TrapTypeView
{
    public required TrapType Type { get; init; }
    public bool Enabled { get; init; } = true;

    /// <summary>Standing now.</summary>
    public int Active { get; init; }

    /// <summary>Set since start.</summary>
    public long Detected { get; init; }

    /// <summary>A price came within the tolerance.</summary>
    public long Touched { get; init; }

    /// <summary>Touched, and nothing but the volume rule stood against it.</summary>
    public long RefusedByVolume { get; init; }
    public long Sprung { get; init; }

    /// <summary>Sprung and stopped by a filter.</summary>
    public long Aborted { get; init; }
    public long Denied { get; init; }
    public long Sent { get; init; }
    public long Filled { get; init; }
    public long Unfilled { get; init; }

    /// <summary>Aborts by reason, most first.</summary>
    public ImmutableArray<KeyValuePair<string, long>> AbortReasons { get; init; } = [];

    /// <summary>Ghost trades finished, their wins, and the sum of R after fees.</summary>
    public int GhostTrades { get; init; }
    public int GhostWins { get; init; }
    public decimal GhostR { get; init; }
    public int Trades { get; init; }
    public int Wins { get; init; }
    public decimal NetPnl { get; init; }

    /// <summary>Mean R of trades that had a stop; null with none.</summary>
    public decimal? AverageR { get; init; }
}
