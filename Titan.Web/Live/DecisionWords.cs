using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>What each denial says in a sentence, and each gate's name for people. English texts, translated where they are shown.</summary>
public static class DecisionWords
{
    private const string Otherwise = "One of our gates said no.";

    /// <summary>Sentences by the denial's code.</summary>
    public static IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["KillLock"] = "Titan is locked, so nothing may open.",
        ["CircuitBreaker"] = "The circuit breaker is tripped, so nothing may open.",
        ["MasterArmOff"] = "Master Arm is off, so nothing may open.",
        ["Paused"] = "Entries are paused.",
        ["Flattening"] = "Flatten is running, so nothing may open.",
        ["NotReconciled"] = "The last comparison with the venue is too old or did not agree.",
        ["Disconnected"] = "A stream of the venue is down.",
        ["JournalUnwritable"] = "Facts cannot be written to disk, so nothing may open.",
        ["Clock"] = "Our clock is off or unknown.",
        ["LoopStalled"] = "The engine stood still and has not reconciled since.",
        ["Duplicate"] = "The signal was judged before; the same decision twice would be twice the size.",
        ["Expired"] = "The signal was older than it said it would be worth.",
        ["AssetDisabled"] = "The symbol is not on the whitelist.",
        ["Regime"] = "The market is in no state to enter: a cascade, or funding that says everyone stands on one side.",
        ["Stale"] = "The order book is too old, or an order on the symbol is unknown.",
        ["Spread"] = "The spread is wider than allowed.",
        ["Depth"] = "Too little stands in the order book.",
        ["Imbalance"] = "The order book leans against the entry.",
        ["Slippage"] = "At market the size would cost more in the order book than allowed.",
        ["MaxPositions"] = "As many positions are open as allowed.",
        ["DuplicateSymbol"] = "The symbol has a position or an entry already.",
        ["EquityUnknown"] = "Equity is unknown, so nothing can be sized.",
        ["InvalidProtection"] = "Stop or target stands on the wrong side.",
        ["LeverageCap"] = "The leverage would exceed its limit.",
        ["Allocation"] = "The phase's share of the capital is used up.",
        ["Correlation"] = "It moves too much like what is open already.",
        ["RiskLimit"] = "The risk at the stops would exceed its limit.",
        ["DailyLoss"] = "The day's loss leaves no room for this risk.",
        ["SizeBelowMin"] = "The size that risk allows is below the venue's smallest.",
        ["GhostMode"] = "The strategy runs in ghost mode: judged and recorded, never sent.",
        ["Internal"] = "A gate could not count with the figures it was given.",
    };

    /// <summary>Names by the gate's own name.</summary>
    public static IReadOnlyDictionary<string, string> Gates { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DuplicateSignal"] = "Signal not seen before",
        ["Lock"] = "Kill lock",
        ["Breaker"] = "Circuit breaker",
        ["MasterArm"] = "Master Arm",
        ["Pause"] = "Pause",
        ["Flatten"] = "Flatten running",
        ["Journal"] = "Journal can be written",
        ["Loop"] = "Engine loop",
        ["Connection"] = "Streams",
        ["Clock"] = "Clock",
        ["Reconcile"] = "Reconciled",
        ["Equity"] = "Equity known",
        ["SpotFeed"] = "Leading market's feed",
        ["Expiry"] = "Age of the signal",
        ["Whitelist"] = "Whitelist",
        ["UnknownOrder"] = "Orders answered",
        ["BookAge"] = "Age of the book",
        ["Spread"] = "Spread",
        ["Depth"] = "Depth of the book",
        ["Imbalance"] = "Bids over asks",
        ["Slippage"] = "Slippage of the size at market",
        ["Cascade"] = "Liquidation cascade",
        ["Funding"] = "Funding rate",
        ["DuplicateSymbol"] = "One position per symbol",
        ["MaxPositions"] = "Open positions",
        ["Protection"] = "Stop and target",
        ["Allocation"] = "Capital of the phase",
        ["MinSize"] = "Smallest size",
        ["Leverage"] = "Leverage",
        ["Correlation"] = "Correlation",
        ["TradeRisk"] = "Risk of the trade",
        ["OpenRisk"] = "Open risk",
        ["DailyLoss"] = "Room to the daily loss",
        ["Ghost"] = "Ghost mode",
    };

    /// <summary>How an entry finds its price.</summary>
    public static string OrderOf(EntryOrder order) => order switch
    {
        EntryOrder.Market => "at market, bounded",
        EntryOrder.AggressiveLimit => "aggressive limit",
        EntryOrder.TouchLimit => "limit at the best price",
        _ => "limit",
    };

    public static string SentenceOf(string? denial) => denial is null ? Otherwise : Sentences.GetValueOrDefault(denial, Otherwise);

    public static string GateOf(string? gate) => gate is null ? "" : Gates.GetValueOrDefault(gate, gate);

    /// <summary>Every text.</summary>
    public static IEnumerable<string> Texts => Sentences.Values.Concat(Gates.Values).Append(Otherwise).Concat(Enum.GetValues<EntryOrder>().Select(OrderOf).Distinct());
}
