using Microsoft.AspNetCore.Components;

namespace Titan.Web.OnCall;

/// <summary>One position and the form that closes it.</summary>
public sealed partial class OnCallClose
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    [Parameter, EditorRequired]
    public required string Symbol { get; set; }

    private OnCallPosition? Row => Visit.View.Positions.FirstOrDefault(row => row.Symbol == Symbol);
}
