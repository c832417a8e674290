using Microsoft.JSInterop;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Layout;

/// <summary>
/// The link between this page and the console server. Its round trip is measured and shown by the page's own script, because a figure of one viewer
/// that were drawn would wake the circuit for it; the other two states are drawn by style alone, because a lost circuit cannot render.
/// </summary>
public sealed partial class ConnectionPill
{
    private static Pill Linked => new(Tone.Ok, T("Connected"), "", T("Round trip between this page and the console server."));

    private static Pill Retrying => new(Tone.Warn, T("Reconnecting"), T("wait 30 s"), T("The link to the console server broke; this page tries again by itself."));

    /// <summary>What the page asks to measure its round trip through the circuit.</summary>
    [JSInvokable("Ping")]
    public static Task PingAsync() => Task.CompletedTask;
}
