namespace Titan.Engine.Journal;

/// <summary>
/// Signals of all sources as they stand, and whether an id was ever used: the persistent index behind the engine's memory of ids (spec titan-trading
/// 4.1). Read-only; built from the journal, so it may lag it by a moment.
/// </summary>
public interface ISignalHistory
{
    /// <summary>A page, newest first.</summary>
    Task<IReadOnlyList<SignalLine>> SearchAsync(SignalQuery query, CancellationToken cancellationToken);

    /// <summary>One id with how many came after it, counted up to a bound; null when it was never used.</summary>
    Task<(SignalLine Line, int Newer)?> FindAsync(string id, int countAtMost, CancellationToken cancellationToken);
}

/// <summary>Filter of the signals. <see cref="Before"/> is a sequence, 0 from the newest; at most 1000 rows.</summary>
public sealed record SignalQuery(
    string? Source = null, string? Symbol = null, string? State = null, DateTimeOffset? From = null, DateTimeOffset? To = null, long Before = 0, int Limit = 50);

/// <summary>A signal as it stands. The sequence is that of its first fact; state and phases as in <see cref="Database.SignalRow"/>.</summary>
public sealed record SignalLine(
    long Sequence, string Id, DateTimeOffset At, DateTimeOffset LastAt, string Source, string? Symbol, string? Direction, string State, string? Reason, string? Gate, IReadOnlyList<string> Phases);
