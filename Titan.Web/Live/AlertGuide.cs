namespace Titan.Web.Live;

/// <summary>What an alert's code means and what to do about it, in the order in which to do it. English texts, translated where they are shown.</summary>
public sealed record AlertGuide(string Meaning, ValueList<string> Steps)
{
    private static readonly AlertGuide Unlisted = new("The message above says all that is known about this code.", ["Read what happened before and after it under Events."]);

    /// <summary>Every guide by its code.</summary>
    public static IReadOnlyDictionary<string, AlertGuide> All { get; } = new Dictionary<string, AlertGuide>(StringComparer.Ordinal)
    {
        ["CIRCUIT_BREAKER"] = new(
            "A loss limit was passed. Entries are locked; positions stay open and keep their stops.",
            ["See on Overview which limit it was and how long the cooldown lasts.", "Read the losing trades under Why.", "Wait for the cooldown, or reset with a reason as Risk Manager. Arming stays by hand."]),
        ["CIRCUIT_BREAKER_RESET"] = new("The breaker may trade again; Titan is DISARMED until someone arms it.", ["Check that the cause is gone before you arm."]),
        ["FEED_LOST"] = new(
            "A stream of the venue is down. Entries are paused, positions are watched by REST, stops live on the venue.",
            ["Wait 30 seconds: it reconnects and reconciles by itself.", "If it stays down, check the network and the venue's status page.", "If in doubt, FLATTEN ALL works over REST."]),
        ["VENUE_FATAL"] = new("The venue refuses our keys or our account. Nothing can be sent.", ["Check the keys and their rights at the venue.", "Close positions by hand there if you must get out."]),
        ["POSITION_NAKED"] = new("A position has no live stop for its whole size.", ["Titan attaches the stop again by itself; watch Positions.", "If it stays naked, attach a stop there or close the position."]),
        ["STOP_REMOVED"] = new("An operator took the stop away. The whole position is naked until one is attached.", ["Attach a stop on Positions, or close the position."]),
        ["STOP_FAILED"] = new("The venue refused the stop several times, so the position is closed at market.", ["See on Positions that it is flat.", "Read the venue's words under Events."]),
        ["STOP_BEYOND"] = new("The price was past the stop before the stop could be placed, so the position is closed at market.", ["See on Positions that it is flat."]),
        ["POSITION_ORPHANED"] = new("The venue holds a position that Titan did not open. It is adopted and shown; no stop is invented.", ["Open Reconcile, then attach a stop or close it."]),
        ["POSITION_MISMATCH"] = new("Our book and the venue disagreed about a position; the book now follows the venue. Nothing was traded.", ["Open Reconcile and compare both sides.", "Find out whether another hand or program trades on this account, or whether the venue started anew."]),
        ["POSITION_CORRECTED"] = new("Our book differed from the venue and was overwritten by the venue's word. Nothing was traded.", ["Compare on Reconcile.", "Find out whether another hand or program trades on this account."]),
        ["PERSISTENT_MISMATCH"] = new("Three reconciles in a row did not agree, so Titan disarmed itself.", ["Open Reconcile and settle each row.", "Arm again when shadow and venue agree."]),
        ["TWO_ACTORS"] = new("Another Titan trades on the same account. Two hands on one book lose money.", ["Stop the other process at once.", "Reconcile, then arm here."]),
        ["FOREIGN_ORDER"] = new("An order works on the venue that Titan did not send.", ["CANCEL ALL removes it.", "Find out who sent it."]),
        ["ORDER_ROSE"] = new("An order that the venue did not know is working after all. Titan cancels it.", ["See on Positions that no stray order is left."]),
        ["JOURNAL_UNWRITABLE"] = new("Facts cannot be written to disk. Entries are blocked; exits go on and are kept in memory until it works.", ["Free disk space, or give the process its rights back.", "Do not delete -wal or -shm files."]),
        ["LOOP_STALLED"] = new("The engine stood still. Entries wait until the account is reconciled.", ["Look at System for load and memory.", "If it repeats, check what else runs on this machine."]),
        ["FLATTEN"] = new("Somebody asked to close every position.", ["Watch the progress; it ends only when the venue says flat."]),
        ["FLATTENED"] = new("The venue confirms that nothing is open.", ["The receipt is kept; Titan is DISARMED."]),
        ["FLATTEN_INCOMPLETE"] = new("Flatten runs for long and the venue does not say flat yet. Titan goes on.", ["Read the open legs in the flatten dialog.", "Close them by hand at the venue if its answer stays away, then reconcile."]),
        ["KILL_SWITCH"] = new("Somebody stopped everything: cancelled, flattened, locked.", ["Find the cause.", "A Risk Manager releases with a reason; then someone arms by hand."]),
        ["KILL_RELEASED"] = new("The lock is lifted; Titan is DISARMED.", ["Arm by hand when the cause is gone."]),
        ["EMERGENCY_SHUTDOWN"] = new("The emergency marker is set. Nothing opens until it is cleared; positions keep their stops.", ["Find out why it was set.", "Clear it with a reason as Risk Manager."]),
        ["EMERGENCY_CLEARED"] = new("The emergency is over; Titan is DISARMED.", ["Arm by hand when you are sure."]),
        ["FEED_BACK"] = new("The venue's streams are back, the account was reconciled and entries resume.", ["Look under Events how long they were away."]),
        ["BINANCE_BACK"] = new("Binance is back; traps detect again.", ["Look under Events how long it was away."]),
        ["CONFIG_CHANGE"] = new("Somebody changed limits of risk or the whitelist; a new version is in force.", ["Compare the versions under Settings.", "Roll back to the version before if the change was wrong."]),
        ["SYMBOL_NOT_WATCHED"] = new("A symbol came onto the whitelist and its market data could not be subscribed, so it is not entered.", ["Start Titan again: it then belongs to the session from the beginning.", "Or take it off the whitelist."]),
        ["PHASE_TRANSITION"] = new("Equity crossed a step of the ladder, so another phase rules the capital.", ["See the phase and its weight on Overview and Phase 1."]),
        ["EXECUTION_UNREADABLE"] = new("The venue reported an execution of a kind that Titan does not know. It was left out of the book.", ["Open Reconcile: the next round settles it by the venue's word."]),
    };

    /// <summary>The guide of a code; an honest shrug for one that has none.</summary>
    public static AlertGuide Of(string code) => All.GetValueOrDefault(code, Unlisted);

    /// <summary>Every text of every guide.</summary>
    public static IEnumerable<string> Texts => All.Values.Append(Unlisted).SelectMany(guide => guide.Steps.Prepend(guide.Meaning));
}
