using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Titan.Engine.Kernel;
using Titan.Web.Live;

namespace Titan.Web.Dialogs;

/// <summary>
/// FLATTEN ALL from question to the venue's word in one dialog: preview, progress read from the engine's own steps (so it comes back after a
/// reload and for every operator), and how it ended.
/// </summary>
public sealed partial class FlattenDialog
{
    /// <summary>A double click on the red button must not confirm what it opened.</summary>
    private static readonly TimeSpan Deaf = TimeSpan.FromMilliseconds(400);

    private static readonly string[] Reasons = ["Market move", "Malfunction", "Maintenance", "Say later"];

    private ElementReference _safe;
    private FlattenOutcome? _outcome;
    private FlattenView? _lastRun;
    private string _reason = "Say later";
    private string? _hiddenRun;
    private string? _focused;
    private long _openedAt;
    private bool _open;
    private bool _sending;

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Inject]
    public required FeedPace Pace { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Parameter]
    public bool MayStop { get; set; }

    /// <summary>The run to show; none when the viewer hid it.</summary>
    private FlattenView? Running => View.Running is { } run && run.Id != _hiddenRun ? run : null;

    private bool IsShown => Running is not null || _outcome is not null || (_open && View.Preview is not null);

    /// <summary>Asks, or shows the run that is already on its way.</summary>
    public void Open()
    {
        (_open, _outcome, _hiddenRun, _reason) = (true, null, null, "Say later");
        _openedAt = Pace.Machine.GetTimestamp();
        Refresh();
        StateHasChanged();
    }

    protected override FlattenDialogView Read(EngineSnapshot snapshot, DateTimeOffset now) => FlattenDialogView.From(snapshot, now, _open);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var asks = Running is not null ? "" : _outcome is not null ? "outcome" : _open ? "preview" : "";
        if (asks != _focused)
        {
            _focused = asks;
            if (asks.Length > 0)
            {
                await FocusAsync(() => _safe.FocusAsync());
            }
        }
    }

    protected override Task OnViewChangedAsync()
    {
        // A run that somebody else began is over; the one of this viewer ends with the engine's own answer.
        if (_lastRun is { } last && View.Running is null && !_sending && last.Id != _hiddenRun)
        {
            _outcome = FlattenOutcome.Ended(last, Feed.Now);
            _open = false;
        }

        _lastRun = View.Running;
        return Task.CompletedTask;
    }

    private string ConfirmText(FlattenPreview preview) =>
        _sending ? "Sending" : preview.Positions > 0 ? $"Flatten {Figures.Plural(preview.Positions, "position", "positions")}" : "Ask the venue and flatten";

    private static string Share(FlattenView run) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(run.Total == 0 ? 100 : 100 * run.Closed / run.Total)}%");

    private async Task ConfirmAsync()
    {
        if (_sending || Pace.Machine.GetElapsedTime(_openedAt) < Deaf)
        {
            return;
        }

        _sending = true;
        try
        {
            var before = Feed.Current;
            var result = await Acts.FlattenAsync(_reason, CancellationToken.None);
            _outcome = result is { Code: "FLATTEN_RUNNING" } ? null : FlattenOutcome.Of(result, before, Feed.Current);
            _open = false;
        }
        finally
        {
            _sending = false;
            Refresh();
            _lastRun = View.Running;
        }
    }

    private void Hide() => (_hiddenRun, _open) = (View.Running?.Id, false);

    private async Task Close()
    {
        (_open, _outcome) = (false, null);
        Refresh();
        await FocusAsync(() => Browser.InvokeVoidAsync("titan.focus", "flatten"));
    }

    private static async Task FocusAsync(Func<ValueTask> focus)
    {
        try
        {
            await focus();
        }
        catch (Exception problem) when (problem is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            // Focus is a courtesy; the page may be gone.
        }
    }
}
