using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>Signals as the event list and the log tell them: the word that operators search for, and a sentence.</summary>
public static class SignalEvents
{
    /// <summary>A PREPARE whose CONFIRM never came (spec titan-trading 4.1).</summary>
    public const string Stale = "STALE_SIGNAL";

    /// <summary>A signal of something that is not (spec titan-trading 1).</summary>
    public const string Zombie = "ZOMBIE_SIGNAL";

    /// <summary>All words, in the order of a signal's life.</summary>
    public static IReadOnlyList<string> All { get; } = ["SIGNAL_PREPARED", "SIGNAL_CONFIRMED", "SIGNAL_ABORTED", "SIGNAL_REFUSED", "SIGNAL_CLOSE", Stale, Zombie];

    public static string TypeOf(SignalHeard heard) => heard.Outcome switch
    {
        SignalOutcome.Prepared => "SIGNAL_PREPARED",
        SignalOutcome.Confirmed => "SIGNAL_CONFIRMED",
        SignalOutcome.Aborted => "SIGNAL_ABORTED",
        SignalOutcome.Closing => "SIGNAL_CLOSE",
        SignalOutcome.Zombie => Zombie,
        _ => "SIGNAL_REFUSED",
    };

    public static string Sentence(SignalHeard heard)
    {
        var why = heard.Reason is null ? "" : $": {heard.Reason}{(heard.Detail is null ? "" : $", {heard.Detail}")}";
        return $"{Word(heard.Phase)}{(heard.Symbol is null ? "" : $" {heard.Symbol}")}{Direction(heard.Side)} of {heard.Source}{why}";
    }

    public static string Sentence(SignalLapsed lapsed) => $"PREPARE {lapsed.Symbol}: no CONFIRM within ten seconds";

    /// <summary>A phase as the wire spells it: CLOSE_LONG.</summary>
    public static string Word(SignalPhase phase) => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(phase.ToString());

    private static string Direction(Side? side) => side switch { Side.Buy => " LONG", Side.Sell => " SHORT", _ => "" };
}
