using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One step of the kill switch: what it does, with live facts before and the engine's own word after.</summary>
public sealed record KillStep(int Number, string Name, string Detail, StepState State, bool Failed = false);

/// <summary>
/// The kill switch in its real order: the lock is written first (design 3a), so it holds even if a step below fails. Empty while the
/// dialog is shut.
/// </summary>
public sealed record KillView(string Mode, string Cause, ValueList<KillStep> Steps, FlattenView? Running, string Positions)
{
    /// <param name="snapshot">Newest picture.</param>
    /// <param name="now">Engine time.</param>
    /// <param name="open">The dialog is shown.</param>
    /// <param name="pulled">It was pulled here: the picture tells how far it is.</param>
    /// <param name="cost">Expected cost of the flatten, finished text.</param>
    public static KillView From(EngineSnapshot snapshot, DateTimeOffset now, bool open, bool pulled, string cost)
    {
        var entries = snapshot.WorkingOrders.Count(order => order.Purpose == OrderPurpose.Entry);
        var running = FlattenView.From(snapshot, now);
        var locked = snapshot.Arm.State == ArmState.Locked;
        var strategies = snapshot.Strategies.Length == 0 ? T("the strategies") : string.Join(", ", snapshot.Strategies.Select(strategy => strategy.Name));
        var notional = Figures.Money(snapshot.Positions.Sum(view => view.Position.Quantity * (view.MarkPrice ?? view.Position.EntryPrice)));
        var positions = Figures.Plural(snapshot.Positions.Length, T("position"), T("positions"));
        return new KillView(
            snapshot.Identity.Mode,
            Said(snapshot.Arm.Reason),
            !open ? [] :
            [
                new KillStep(1, T("Lock"), locked ? "LOCKED" : T("on disk first, so it holds even if a step below fails"), State(pulled, locked)),
                new KillStep(2, T("Disarm, pause {0}", strategies), snapshot.PausedByKill ? T("nothing new starts") : T("so nothing new starts"), State(pulled, snapshot.PausedByKill)),
                new KillStep(3, T("Cancel entry orders"), T("{0} {1} now; stops go last", entries, entries == 1 ? T("entry") : T("entries")), State(pulled, entries == 0)),
                running is null
                    ? new KillStep(4, T("Flatten {0}", positions), snapshot.Positions.Length == 0 ? T("the venue is asked all the same") : T("{0} notional, expected cost {1}", notional, cost), State(pulled, false))
                    : new KillStep(4, T("Flatten"), T("{0} of {1} closed · {2}{3}", running.Closed, running.Total, running.Elapsed, running.NotFlat is { } open4 ? " · " + open4 : ""), StepState.Running),
            ],
            open ? running : null,
            positions);
    }

    /// <summary>The engine's answer: each step by itself, whether it stands.</summary>
    public static ValueList<KillStep> Told(IReadOnlyList<ActStep> steps) =>
        [.. steps.Select((step, index) => new KillStep(index + 1, NameOf(step.Name), Said(step.Detail), step.Ok ? StepState.Done : StepState.Running, !step.Ok))];

    private static StepState State(bool pulled, bool done) => !pulled ? StepState.Waiting : done ? StepState.Done : StepState.Running;

    private static string NameOf(string step) => step switch
    {
        "LOCK" => T("Lock"),
        "DISARM" => T("Disarm"),
        "PAUSE" => T("Pause strategies"),
        "CANCEL" => T("Cancel entry orders"),
        "FLATTEN" => T("Flatten"),
        _ => step,
    };
}
