using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Layout;

/// <summary>The one act beside the arm chip: hold to arm, one press to disarm, or why arming is refused.</summary>
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

    private string Word => View.IsLive ? "LIVE" : "ARM";

    private string Hint => View.IsLive
        ? $"Real money. Type LIVE to let Titan open positions on {View.Venue}."
        : "Type ARM to let Titan open positions on paper.";

    private string Short => View.Face switch
    {
        _ when View.Flatten is not null => "flatten runs",
        ArmFace.Locked => "locked",
        ArmFace.Unknown => "state unknown",
        _ => $"{View.PreconditionsFailing} of 8 not met",
    };

    private string Why => View.Face == ArmFace.Disarmed ? $"Cannot arm: {View.FirstFailing}" : View.Headline;

    private Task HeldAsync() => OnArm.InvokeAsync(View.IsLive ? "LIVE" : null);
}
