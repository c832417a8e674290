using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

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
        "flatten" => T("Flatten all"),
        "cancel" => T("Cancel all"),
        "kill" => T("Kill switch"),
        "disarm" => T("Disarm"),
        "pause" => T("Pause"),
        "resume" => T("Resume"),
        _ => T("Close position"),
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
        ("cancel", CommandStatus.Done) => T("The venue cancelled {0}.", Figures.Plural(Result.Count, T("order"), T("orders"))),
        ("disarm", CommandStatus.Done) => T("DISARMED. No entries. Exits and stops keep working."),
        ("pause", CommandStatus.Done) => T("Paused. Strategies open nothing; the arm stays."),
        _ => Said(Result.Message),
    };
}
