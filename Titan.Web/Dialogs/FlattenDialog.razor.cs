using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Dialogs;

/// <summary>
/// FLATTEN ALL from question to the venue's word in one dialog: preview, progress read from the engine's own steps (so it comes back after a
/// reload and for every operator), and the receipt, which is shown to every operator until done.
/// </summary>
public sealed partial class FlattenDialog
{
    /// <summary>A double click on the red button must not confirm what it opened.</summary>
    private static readonly TimeSpan Deaf = TimeSpan.FromMilliseconds(400);

    /// <summary>The venue's depth is asked at most twice a second.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>What may be chosen as the reason; kept in English, shown in the viewer's language.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["Market move", "Malfunction", "Maintenance", "Say later"];

    private static readonly SharedRead<FlattenDialogView> Closed = new(null, static (snapshot, now) => FlattenDialogView.From(snapshot, now, false));

    private ElementReference _safe;
    private FlattenOutcome? _outcome;
    private FlattenView? _lastRun;
    private FlattenForecast? _forecast;
    private Task? _asking;
    private string? _awaitedReceipt;
    private long _askedAt;
    private bool _looked;
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

    [Inject]
    public required IEngine Engine { get; init; }

    [Parameter]
    public bool MayStop { get; set; }

    /// <summary>The kill dialog tells this run; it needs no second dialog.</summary>
    [Parameter]
    public bool Covered { get; set; }

    /// <summary>The run to show; none when the viewer hid it.</summary>
    private FlattenView? Running => View.Running is { } run && run.Id != _hiddenRun ? run : null;

    private bool IsShown => !Covered && (Running is not null || _outcome is not null || (_open && View.Preview is not null));

    /// <summary>Asks, or shows the run that is already on its way.</summary>
    public void Open()
    {
        (_open, _outcome, _hiddenRun, _reason, _forecast) = (true, null, null, "Say later", null);
        _openedAt = Pace.Machine.GetTimestamp();
        Refresh();
        StateHasChanged();
    }

    protected override SharedRead<FlattenDialogView>? Shared => _open ? null : Closed;

    protected override FlattenDialogView Read(EngineSnapshot snapshot, DateTimeOffset now) =>
        _open ? FlattenDialogView.From(snapshot, now, true, _forecast) : Closed.Read(snapshot, now);

    protected override void OnInitialized() => _lastRun = View.Running;

    protected override async Task BeforeLookAsync()
    {
        if (!_looked)
        {
            await FirstLookAsync();
        }

        if (_open && !_sending && _asking is null && Pace.Machine.GetElapsedTime(_askedAt) >= AskEvery)
        {
            _asking = AskAsync();
        }
    }

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
        if (_lastRun is { } last && View.Running is null && !_sending && !Covered)
        {
            _outcome = ReceiptOf(last.Id) is { } receipt ? FlattenOutcome.Kept(receipt) : FlattenOutcome.Ended(last, Feed.Now);
            _awaitedReceipt = _outcome.Receipt is null ? last.Id : null;
            _open = false;
        }
        else if (_awaitedReceipt is { } id && _outcome is not null && ReceiptOf(id) is { } late)
        {
            (_outcome, _awaitedReceipt) = (FlattenOutcome.Kept(late), null);
        }

        _lastRun = View.Running;
        return Task.CompletedTask;
    }

    // Who loads the page anew, or comes after it, sees a young receipt until it is done with here.
    private async Task FirstLookAsync()
    {
        _looked = true;
        if (View is { Running: null, LastIsRecent: true, LastId: { } id } && !_open && await SeenAsync() != id && ReceiptOf(id) is { } receipt && _outcome is null)
        {
            _outcome = FlattenOutcome.Kept(receipt);
            StateHasChanged();
        }
    }

    private async Task AskAsync()
    {
        _askedAt = Pace.Machine.GetTimestamp();
        try
        {
            _forecast = await Engine.ForecastFlattenAsync(CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // Not told this time; the old one ages and reads unknown.
        }
        finally
        {
            _asking = null;
        }
    }

    private FlattenReceipt? ReceiptOf(string id) => Feed.Current.LastFlatten is { } last && last.Id == id ? last : null;

    private string ConfirmText(FlattenPreview preview) =>
        _sending ? T("Sending") : preview.Positions > 0 ? T("Flatten {0}", Figures.Plural(preview.Positions, T("position"), T("positions"))) : T("Ask the venue and flatten");

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
        var done = _outcome?.Receipt?.Id;
        (_open, _outcome, _awaitedReceipt) = (false, null, null);
        Refresh();
        if (done is not null)
        {
            await FocusAsync(() => Browser.InvokeVoidAsync("titan.sawReceipt", done));
        }

        await FocusAsync(() => Browser.InvokeVoidAsync("titan.focus", "flatten"));
    }

    private async Task<string?> SeenAsync()
    {
        try
        {
            return await Browser.InvokeAsync<string?>("titan.seenReceipt");
        }
        catch (Exception problem) when (problem is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            // Not known: then the receipt is shown once more.
            return null;
        }
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
