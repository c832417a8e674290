using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Layout;

/// <summary>
/// The link between this page and the console server, with its round trip measured through the circuit itself. The other two states are
/// drawn by style alone, because a lost circuit cannot render.
/// </summary>
public sealed partial class ConnectionPill
{
    private static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static Pill Retrying => new(Tone.Warn, T("Reconnecting"), T("wait 30 s"), T("The link to the console server broke; this page tries again by itself."));

    private long _measuredAt;
    private TimeSpan? _roundTrip;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required FeedPace Pace { get; init; }

    protected override LinkView Read(EngineSnapshot snapshot, DateTimeOffset now) => new(new Pill(
        Tone.Ok,
        T("Connected"),
        _roundTrip is { } trip ? Figures.Milliseconds(Math.Ceiling(trip.TotalMilliseconds)) : "",
        T("Round trip between this page and the console server.")));

    protected override bool MayHaveChanged => _measuredAt == 0 || Pace.Machine.GetElapsedTime(_measuredAt) >= (_roundTrip is null ? AskAgainAfter : MeasureEvery);

    protected override async Task BeforeLookAsync()
    {
        if (!MayHaveChanged)
        {
            return;
        }

        _measuredAt = Pace.Machine.GetTimestamp();
        try
        {
            await Browser.InvokeAsync<bool>("titan.pong", Patience, null);
            _roundTrip = Pace.Machine.GetElapsedTime(_measuredAt);
        }
        catch (Exception problem) when (problem is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // Not measured this time: the page is still loading its scripts, or is gone.
            _roundTrip = null;
        }
    }
}

/// <summary>What the connection pill shows while linked.</summary>
public sealed record LinkView(Pill Linked);
