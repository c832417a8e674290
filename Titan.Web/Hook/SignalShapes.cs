using Titan.Engine.Intake;
using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Web.Api;

namespace Titan.Web.Hook;

/// <summary>The engine's answer to a signal as HTTP (spec titan-trading 4.1): what was judged is 200, also a no; what cannot be judged is a problem.</summary>
internal static class SignalShapes
{
    public static IResult Of(SignalAnswer answer) => answer.Result switch
    {
        SignalResult.Prepared => Said(new { prepared = true, signal_id = answer.Id, position_size = answer.Quantity, order_type = Order(answer.Order), has_l2_data = answer.HasBook }),
        SignalResult.Executed => Said(new { executed = true, signal_id = answer.Id, fill_price = answer.FillPrice, fill_size = answer.Quantity, order_id = answer.OrderId }),
        SignalResult.NotFilled => Said(new { executed = false, signal_id = answer.Id, reason = answer.Reason, detail = answer.Detail, order_id = answer.OrderId }),
        SignalResult.Working => Said(new { executed = false, status = "working", signal_id = answer.Id, order_id = answer.OrderId }),
        SignalResult.Aborted => Said(new { aborted = true, signal_id = answer.Id }),
        SignalResult.Closing => Said(new { status = "closing", signal_id = answer.Id, size = answer.Quantity }),
        SignalResult.Alive => Said(new { status = "alive" }),
        SignalResult.Blocked => Said(new { status = "blocked", reason = "EXECUTION_DISABLED_BY_OPERATOR", master_arm = false, signal_id = answer.Id }),
        SignalResult.Rejected when answer.Reason == "ASSET_DISABLED" => Problems.Of(403, "ASSET_DISABLED", answer.Detail ?? answer.Id, null, Field("symbol", answer.Detail)),
        SignalResult.Rejected => Said(new { rejected = true, signal_id = answer.Id, reason = answer.Reason, gate = answer.Gate, detail = answer.Detail }),
        SignalResult.Zombie => Zombie(answer),
        SignalResult.Duplicate => Problems.Of(409, "DUPLICATE_SIGNAL_ID", Repeated(answer), new { signal_id = answer.Id, same_message = answer.SameMessage, first = First(answer.First!) }),
        SignalResult.NotReady => Problems.Of(503, "NOT_READY", "The engine is starting or stopping; nothing was done. Send it again."),
        SignalResult.Dropped => Problems.Of(503, "SIGNAL_DROPPED", "Too many signals wait; this one was dropped and nothing was done."),
        _ => Problems.Of(503, "NO_ANSWER", $"The engine did not answer in time; /api/why/{answer.Id} says what became of it."),
    };

    /// <summary>The id was used for this type before the engine's memory begins; the database kept it.</summary>
    public static IResult UsedBefore(Signal signal, SignalLine line) => Problems.Of(
        409, "DUPLICATE_SIGNAL_ID", $"signal_id: {signal.Id} was used for this type before; ids are never used again. Nothing was done.",
        new { signal_id = signal.Id, first = new { type = SignalEvents.Word(signal.Phase), outcome = line.State, reason = line.Reason, at = line.At } });

    private static IResult Zombie(SignalAnswer answer) => answer.Zombie switch
    {
        ZombieKind.CloseWithoutPosition => Said(new { status = "ignored", reason = SignalEvents.Zombie, zombie = answer.Reason, signal_id = answer.Id, detail = answer.Detail }),
        ZombieKind.ConfirmWithoutPrepare => Problems.Of(404, "PREPARE_NOT_FOUND", $"{answer.Id}: {answer.Detail}; nothing was done.", new { signal_id = answer.Id, zombie = answer.Reason }),
        _ => Said(new
        {
            rejected = true,
            status = "ignored",
            signal_id = answer.Id,
            reason = answer.Zombie switch { ZombieKind.ConfirmAfterAbort => "SIGNAL_ABORTED", ZombieKind.ConfirmAfterRefusal => "PREPARE_REFUSED", _ => SignalEvents.Stale },
            zombie = answer.Reason,
            detail = answer.Detail,
        }),
    };

    private static string Repeated(SignalAnswer answer) => answer.SameMessage
        ? $"signal_id: {answer.Id} was heard before, word for word; it came to {answer.First!.Outcome.ToString().ToUpperInvariant()} and nothing was done again."
        : $"signal_id: {answer.Id} was used for another message of this type; take a new id.";

    private static object First(SignalMark first) =>
        new { type = SignalEvents.Word(first.Phase), outcome = first.Outcome.ToString().ToUpperInvariant(), reason = first.Reason, at = first.At };

    private static Dictionary<string, string[]> Field(string name, string? words) => new() { [name] = [words ?? ""] };

    private static string? Order(EntryOrder? order) => order switch { null => null, EntryOrder.Market => "MARKET", _ => "LIMIT" };

    private static IResult Said(object shape) => Results.Json(shape, ApiJson.Options);
}
