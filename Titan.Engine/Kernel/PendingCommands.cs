using Titan.Engine.Model;

namespace Titan.Engine.Kernel;

/// <summary>Commands whose answer takes longer than a turn: whatever must hear from the venue. Owned by the loop.</summary>
internal sealed class PendingCommands
{
    private readonly Dictionary<CorrelationId, PendingCommand> _waiting = [];

    public IReadOnlyCollection<PendingCommand> All => _waiting.Values;

    public void Add(PendingCommand pending) => _waiting[pending.Command.Correlation] = pending;

    public bool Take(CorrelationId correlation, out PendingCommand? pending)
    {
        var found = _waiting.Remove(correlation, out var taken);
        pending = taken;
        return found;
    }

    public bool Has(CorrelationId correlation) => _waiting.ContainsKey(correlation);
}

/// <summary>A command in waiting: since when, what had finished before it (reconcile rounds), and what it will change, as it was.</summary>
internal sealed record PendingCommand(EngineCommand Command, DateTimeOffset Since, int RoundsBefore, Position? Before = null);

/// <summary>An answer for whoever sent a command.</summary>
internal sealed record CommandReply(CorrelationId Correlation, CommandResult Result);
