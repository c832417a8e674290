using Microsoft.AspNetCore.Components;
using Titan.Engine.Model;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Layout;

/// <summary>The one act beside the arm chip: hold to arm, one press to disarm or pause, what lifts a lock, or why arming is refused.</summary>
public sealed partial class ArmAction
{
    [Parameter, EditorRequired]
    public required SafetyView View { get; set; }

    [Parameter, EditorRequired]
    public required OperatorRights Rights { get; set; }

    [Parameter]
    public bool Sending { get; set; }

    [Parameter]
    public EventCallback<string?> OnArm { get; set; }

    [Parameter]
    public EventCallback OnDisarm { get; set; }

    [Parameter]
    public EventCallback<bool> OnPause { get; set; }

    /// <summary>Asks why the lock may go.</summary>
    [Parameter]
    public EventCallback OnLift { get; set; }

    private string? LiftText => View.Lock switch
    {
        LockCause.Kill or LockCause.Hard => T("Release lock…"),
        LockCause.Breaker => T("Reset breaker…"),
        LockCause.Emergency => T("Clear emergency…"),
        _ => null,
    };

    private string Word => View.IsLive ? "LIVE" : "ARM";

    private string Hint => View.IsLive
        ? T("Real money. Type LIVE to let Titan open positions on {0}.", View.Venue)
        : T("Type ARM to let Titan open positions on paper.");

    private string Short => View.Face switch
    {
        _ when View.Flatten is not null => T("flatten runs"),
        ArmFace.Locked => T("locked"),
        ArmFace.Unknown => T("state unknown"),
        _ => T("{0} of {1} not met", View.PreconditionsFailing, 8),
    };

    private string Why => View.Face == ArmFace.Disarmed ? T("Cannot arm: {0}", View.FirstFailing) : View.Headline;

    private Task HeldAsync() => OnArm.InvokeAsync(View.IsLive ? "LIVE" : null);
}
