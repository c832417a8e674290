using System.Globalization;
using System.Text;
using System.Text.Json;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// A journal entry as one line that is the same in every run over the same events: time, kind, content; without the ids of this ledger, which no
/// decision reads, and without what the transport measured of the machine, the clock's offset (whether its gate let the intent pass stays). Two runs
/// decided alike when their lines are equal.
/// </summary>
internal static class DecisionLines
{
    private const string ClockGate = "Clock";

    // What the strategies note of their own thinking. How long a computation took on this machine is not among it.
    private static readonly string[] Thoughts = ["TRAP_", "GHOST_", "EXECUTION_", "SCAVENGER_", "FEE_BARRIER_REJECT", "SYMBOL_BLACKLISTED"];

    /// <summary>An intent with all that was seen and every gate's answer, or a strategy's note; null for what is no decision.</summary>
    public static string? OfDecision(in JournalEntry entry) => entry.Fact switch
    {
        IntentJudged judged => Line(entry, Unmeasured(judged with { Correlation = default, ConfigHash = null })),
        EventNoted noted when Thoughts.Any(thought => noted.Type.StartsWith(thought, StringComparison.Ordinal)) => Line(entry, noted with { Correlation = null }),
        BreakerTripped or CascadeSeen or PhaseChanged => Line(entry, entry.Fact),
        _ => null,
    };

    /// <summary>An order as it was made, or a fill; null for the rest.</summary>
    public static string? OfOutcome(in JournalEntry entry) => entry.Fact switch
    {
        OrderCreated { Order: var order } => Text(
            entry.At, nameof(OrderCreated),
            string.Create(CultureInfo.InvariantCulture, $"{order.Instrument} {order.Side} {order.Type} {order.TimeInForce} {order.Purpose} {order.Quantity} at {order.Price} stop {order.StopLoss} target {order.TakeProfit}")),
        FillBooked fill => Text(
            entry.At, nameof(FillBooked),
            string.Create(CultureInfo.InvariantCulture, $"{fill.Instrument} {fill.Side} {fill.Quantity} at {fill.Price} fee {fill.Fee} {fill.CloseReason}")),
        _ => null,
    };

    // The offset of the clock, as an input and as what its gate saw; the gate's answer stays.
    private static IntentJudged Unmeasured(IntentJudged judged) => judged with
    {
        Inputs = judged.Inputs is { } seen ? seen with { ClockOffsetMs = null } : null,
        Gates = judged.Gates is { } gates ? [.. gates.Select(static gate => gate.Gate == ClockGate ? gate with { Value = 0m } : gate)] : null,
    };

    private static string Line(in JournalEntry entry, Fact fact) => Text(entry.At, FactCodec.KindOf(fact), Encoding.UTF8.GetString(FactCodec.Write(fact)));

    private static string Text(DateTimeOffset at, string kind, string content) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:O} {kind} {content}");
}
