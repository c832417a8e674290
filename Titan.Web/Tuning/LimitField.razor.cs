using Microsoft.AspNetCore.Components;

namespace Titan.Web.Tuning;

/// <summary>One limit: what is in force, what was typed, what would be accepted, and whatever is wrong with it, beside it.</summary>
public sealed partial class LimitField
{
    [Parameter, EditorRequired]
    public required Limit Limit { get; set; }

    /// <summary>In force.</summary>
    [Parameter, EditorRequired]
    public decimal Now { get; set; }

    /// <summary>What stands in the field.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public bool IsTyped { get; set; }

    /// <summary>What was typed differs from what is in force.</summary>
    [Parameter]
    public bool IsChanged { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    /// <summary>Somebody else was faster.</summary>
    [Parameter]
    public LimitClash? Clash { get; set; }

    /// <summary>What the value comes to right now.</summary>
    [Parameter]
    public string Effect { get; set; } = "";

    /// <summary>Where the value comes from, when not from the program.</summary>
    [Parameter]
    public string Source { get; set; } = "";

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public EventCallback<string> OnTyped { get; set; }

    [Parameter]
    public EventCallback OnLeft { get; set; }

    [Parameter]
    public EventCallback OnUndo { get; set; }

    [Parameter]
    public EventCallback OnKeep { get; set; }

    private string Id => $"limit-{Limit.Name}";

    private string Step => Limit.Unit == LimitUnit.Percent ? "0.1" : "1";

    // Text that is no number leaves the slider where the value in force is.
    private string Slider => LimitText.Write(Limit, LimitText.Read(Limit, Text).Value ?? Now);

    private decimal NowPlace => Limit.Most > Limit.Least ? decimal.Round(Math.Clamp((Now - Limit.Least) / (Limit.Most - Limit.Least), 0m, 1m) * 100m, 2) : 0m;
}
