using Titan.Engine.Journal;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Web.Rehearsal;

/// <summary>How a rehearsal went, beside what its ledger says.</summary>
/// <param name="Market">What was played.</param>
/// <param name="From">First market time, UTC.</param>
/// <param name="To">Last market time, UTC.</param>
/// <param name="Steps">Market steps.</param>
/// <param name="ToTheEnd">The recording ended; false when a span was asked for.</param>
/// <param name="Arms">How often it was armed: 1, and once more after each trip or kill.</param>
/// <param name="EquityBefore">Equity at the first arming, USDT; null when unknown.</param>
/// <param name="Venue">What the played venue's own books say at the end.</param>
/// <param name="Traps">The trap strategy as it stood before the closing flatten; null when it is not installed.</param>
public sealed record RehearsalCourse(
    string Market, DateTimeOffset From, DateTimeOffset To, long Steps, bool ToTheEnd, int Arms, decimal? EquityBefore, LedgerSums Venue, ScavengerView? Traps);
