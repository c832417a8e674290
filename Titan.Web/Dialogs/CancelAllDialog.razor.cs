using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Dialogs;

/// <summary>CANCEL ALL: asks once, then says what the venue answered. Stops and targets stay.</summary>
public sealed partial class CancelAllDialog
{
    private static readonly TimeSpan Deaf = TimeSpan.FromMilliseconds(400);

    private static readonly SharedRead<CancelView> Closed = new(null, static (snapshot, _) => CancelView.From(snapshot, false));

    private ElementReference _safe;
    private string? _result;
    private long _openedAt;
    private bool _open;
    private bool _sending;
    private bool _failed;
    private bool _focusDue;

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Inject]
    public required FeedPace Pace { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Parameter]
    public bool MayStop { get; set; }

    private string Question => _result is not null
        ? _failed ? T("Not cancelled") : T("Cancelled")
        : T("Cancel {0}? Stops and targets stay.", Figures.Plural(View.Rows.Count, T("entry order"), T("entry orders")));

    public void Open()
    {
        (_open, _result, _failed, _focusDue) = (true, null, false, true);
        _openedAt = Pace.Machine.GetTimestamp();
        Refresh();
        StateHasChanged();
    }

    protected override SharedRead<CancelView>? Shared => _open ? null : Closed;

    protected override CancelView Read(EngineSnapshot snapshot, DateTimeOffset now) => CancelView.From(snapshot, _open);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_open && _focusDue)
        {
            _focusDue = false;
            await TryAsync(() => _safe.FocusAsync());
        }
    }

    private async Task ConfirmAsync()
    {
        if (_sending || Pace.Machine.GetElapsedTime(_openedAt) < Deaf)
        {
            return;
        }

        _sending = true;
        try
        {
            var result = await Acts.CancelEntriesAsync(CancellationToken.None);
            _failed = result.Status != CommandStatus.Done;
            _result = _failed ? T("{0} Nothing is resent; press again to ask again.", Said(result.Message)) : T("The venue cancelled {0}. Stops and targets stay.", Figures.Plural(result.Count, T("order"), T("orders")));
            _focusDue = true;
        }
        finally
        {
            _sending = false;
            Refresh();
        }
    }

    private async Task CloseAsync()
    {
        _open = false;
        Refresh();
        await TryAsync(() => Browser.InvokeVoidAsync("titan.focus", "cancel"));
    }

    private static async Task TryAsync(Func<ValueTask> courtesy)
    {
        try
        {
            await courtesy();
        }
        catch (Exception problem) when (problem is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            // Focus is a courtesy; the page may be gone.
        }
    }
}
