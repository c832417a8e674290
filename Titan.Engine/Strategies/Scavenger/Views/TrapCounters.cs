using System.Collections.Immutable;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Views;

/// <summary>Counts of one trap type since start.</summary>
internal sealed class TrapCounters
{
    private readonly SortedDictionary<string, long> _aborts = new(StringComparer.Ordinal);

    public long Touched { get; set; }

    public long RefusedByVolume { get; set; }

    public long Sprung { get; set; }

    public long Aborted { get; private set; }

    public long Denied { get; set; }

    public long Sent { get; set; }

    public long Filled { get; set; }

    public long Unfilled { get; set; }

    public int GhostTrades { get; private set; }

    public int GhostWins { get; private set; }

    public decimal GhostR { get; private set; }

    public void Abort(string reason)
    {
        Aborted++;
        _aborts[reason] = _aborts.GetValueOrDefault(reason) + 1;
    }

    public void Ghost(decimal multiple)
    {
        GhostTrades++;
        GhostWins += multiple > 0 ? 1 : 0;
        GhostR += multiple;
    }

    public TrapTypeView View(TrapType type, bool enabled, int active, long detected) => new()
    {
        Type = type,
        Enabled = enabled,
        Active = active,
        Detected = detected,
        Touched = Touched,
        RefusedByVolume = RefusedByVolume,
        Sprung = Sprung,
        Aborted = Aborted,
        Denied = Denied,
        Sent = Sent,
        Filled = Filled,
        Unfilled = Unfilled,
        AbortReasons = [.. _aborts.OrderByDescending(static pair => pair.Value)],
        GhostTrades = GhostTrades,
        GhostWins = GhostWins,
        GhostR = GhostR,
    };
}
