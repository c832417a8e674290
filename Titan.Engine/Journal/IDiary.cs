using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>What the journal says about the machine's own judgement: trips and resets of the breaker, and a span of time in which nothing happened.</summary>
public interface IDiary
{
    /// <summary>Trips, extra triggers and resets, newest first; <paramref name="beforeSequence"/> 0 from the newest; at most 1000.</summary>
    Task<IReadOnlyList<BreakerEntry>> GetBreakerAsync(long beforeSequence, int limit, CancellationToken cancellationToken);

    /// <summary>Versions of the settings, newest first; at most 1000.</summary>
    Task<IReadOnlyList<SettingsEntry>> GetSettingsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The version with that tag; null when there is none.</summary>
    Task<SettingsEntry?> GetSettingsAsync(string tag, CancellationToken cancellationToken);

    /// <summary>What stood, moved and was refused between two times.</summary>
    Task<SpanSummary> SummariseAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>How much of an open position had a live stop on the venue, from its opening on: a step for each change, oldest first. Empty when the journal knows no such position.</summary>
    Task<IReadOnlyList<CoverageStep>> GetCoverageAsync(Position position, CancellationToken cancellationToken);

    /// <summary>What may have driven our book and the venue's apart: the last fill of an instrument that was booked, and what was lost since the two agreed.</summary>
    /// <param name="symbol">Instrument.</param>
    /// <param name="agreedAt">When both sides last held the same; null when that is not known: then since the last start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<Parting> GetPartingAsync(string symbol, DateTimeOffset? agreedAt, CancellationToken cancellationToken);
}

/// <summary>The traces of a difference between our book and the venue's.</summary>
/// <param name="LastFill">The newest fill booked of the instrument; null when there is none.</param>
/// <param name="Losses">Streams lost, feeds lost and stalls of the engine since both sides agreed, oldest first, at most 50.</param>
public sealed record Parting(BookedFill? LastFill, IReadOnlyList<HistoryEvent> Losses);

/// <summary>A fill in our book. Quantity in base currency; the order is null where no order of this ledger was filled.</summary>
public sealed record BookedFill(DateTimeOffset At, string Side, decimal Quantity, decimal Price, string? OrderId, string Kind);

/// <summary>From this moment on, so much of a position's size was under a live stop on the venue. Base currency, unsigned.</summary>
public sealed record CoverageStep(DateTimeOffset At, decimal Covered, decimal Size);

/// <summary>One fact of the breaker: <see cref="BreakerTripped"/> or <see cref="BreakerReset"/>.</summary>
public sealed record BreakerEntry(long Sequence, DateTimeOffset At, Fact Fact);

/// <summary>One version of the settings, and since when it is in force.</summary>
public sealed record SettingsEntry(long Sequence, DateTimeOffset At, SettingsAccepted Version);

/// <summary>How many intents one gate refused, by its reason; gate and reason null: approved.</summary>
public sealed record RefusalCount(string? Gate, string? Reason, int Count);

/// <summary>A span of time in figures.</summary>
/// <param name="From">Begins, UTC.</param>
/// <param name="To">Ends, UTC, not included.</param>
/// <param name="ArmBefore">Master Arm when it began, as the last change said; null when none is known.</param>
/// <param name="ArmChanges">Changes of the arm inside, oldest first, at most 50.</param>
/// <param name="FeedLostBefore">A feed was lost when it began.</param>
/// <param name="Troubles">Feeds lost and back, stalls, disk troubles, restarts, trips, cascades inside, oldest first, at most 50.</param>
/// <param name="Decisions">Intents by gate and reason, most first.</param>
/// <param name="Fills">Fills booked inside.</param>
/// <param name="NearestTrap">How near a price came to a trap inside: percent first, then which and when; null when none was told.</param>
public sealed record SpanSummary(
    DateTimeOffset From, DateTimeOffset To, string? ArmBefore, IReadOnlyList<HistoryEvent> ArmChanges, bool FeedLostBefore, IReadOnlyList<HistoryEvent> Troubles,
    IReadOnlyList<RefusalCount> Decisions, int Fills, string? NearestTrap = null)
{
    public int Approved => Decisions.Where(one => one.Gate is null).Sum(one => one.Count);

    public int Denied => Decisions.Where(one => one.Gate is not null).Sum(one => one.Count);
}
