using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;

namespace Titan.Web.OnCall;

/// <summary>What a form did, in the engine's and the venue's words: done with its receipt, still running with what is left, or why not.</summary>
public sealed partial class OnCallAnswer
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    [Parameter, EditorRequired]
    public required string Act { get; set; }

    [Parameter, EditorRequired]
    public required CommandResult Result { get; set; }

    [Parameter]
    public bool Replayed { get; set; }

    private string Title => Act switch
    {
        "flatten" => "Flatten all",
        "cancel" => "Cancel all",
        "kill" => "Kill switch",
        "disarm" => "Disarm",
        "pause" => "Pause",
        "resume" => "Resume",
        _ => "Close position",
    };

    private string Again => Act switch
    {
        "flatten" or "cancel" or "kill" => $"/oncall/{Act}",
        _ when Act.StartsWith("close-", StringComparison.Ordinal) && Result.Status != CommandStatus.Done => $"/oncall/close/{Uri.EscapeDataString(Act["close-".Length..])}",
        _ => "/oncall",
    };

    private Tone Tone => Result.Status switch
    {
        CommandStatus.Done => Tone.Ok,
        CommandStatus.StillRunning or CommandStatus.Unreachable => Tone.Critical,
        _ => Tone.Warn,
    };

    private string Headline => (Act, Result.Status) switch
    {
        ("cancel", CommandStatus.Done) => $"The venue cancelled {Figures.Plural(Result.Count, "order", "orders")}.",
        ("disarm", CommandStatus.Done) => "DISARMED. No entries. Exits and stops keep working.",
        ("pause", CommandStatus.Done) => "Paused. Strategies open nothing; the arm stays.",
        _ => Result.Message,
    };
}
