using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Dialogs;

/// <summary>KILL SWITCH: its steps in their real order, the account's code or the word, and how each step ended.</summary>
public sealed partial class KillDialog
{
    private static readonly SharedRead<KillView> Closed = new(null, static (snapshot, now) => KillView.From(snapshot, now, false, false, ""));

    private ElementReference _safe;
    private ElementReference _field;
    private CommandResult? _result;
    private FlattenForecast? _forecast;
    private string _answer = "";
    private string? _wrong;
    private bool? _asksCode;
    private bool _open;
    private bool _sending;
    private bool _focusDue;

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Inject]
    public required IEngine Engine { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Parameter]
    public bool MayStop { get; set; }

    /// <summary>Told when it opens and when it is put away.</summary>
    [Parameter]
    public EventCallback<bool> OnShown { get; set; }

    [Parameter]
    public EventCallback OnFlattenInstead { get; set; }

    private bool Ready => MayStop && !_sending && (_asksCode == true ? _answer.Trim().Length == 6 : string.Equals(_answer.Trim(), "KILL", StringComparison.OrdinalIgnoreCase));

    private ValueList<KillStep> Steps => _result is { Steps.Count: > 0 } told ? KillView.Told(told.Steps) : View.Steps;

    private string Title => _result switch
    {
        null when _sending => T("Kill switch pulled"),
        null => T("Kill switch: stop everything and lock"),
        { Status: CommandStatus.Done } => T("Killed: LOCKED, paused, flat."),
        { Status: CommandStatus.StillRunning } => T("LOCKED, but not flat yet."),
        _ => T("Not killed."),
    };

    private string Subtitle => _result switch
    {
        null => _sending ? T("Answered when the venue says flat, or after 30 s with what is left.") : T("Use it for a critical failure or a security breach. To only get out of the market, use Flatten."),
        { Status: CommandStatus.Done } => T("The venue confirms 0 positions and 0 orders."),
        var other => Said(other.Message),
    };

    /// <summary>Asks; nothing is sent before the code or the word.</summary>
    public async Task OpenAsync()
    {
        (_open, _result, _answer, _wrong, _asksCode, _focusDue, _forecast) = (true, null, "", null, null, true, null);
        Refresh();
        StateHasChanged();
        await OnShown.InvokeAsync(true);
        _asksCode = await Acts.AsksKillCodeAsync(CancellationToken.None);
        _focusDue = true;
        StateHasChanged();
        await ForecastAsync();
    }

    protected override SharedRead<KillView>? Shared => _open ? null : Closed;

    protected override KillView Read(EngineSnapshot snapshot, DateTimeOffset now) =>
        _open ? KillView.From(snapshot, now, true, _sending || _result is not null, CostOf(snapshot, now)) : Closed.Read(snapshot, now);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_open && _focusDue)
        {
            _focusDue = false;
            await TryAsync(() => _asksCode is null || _sending || _result is not null ? _safe.FocusAsync() : _field.FocusAsync());
        }
    }

    private string CostOf(EngineSnapshot snapshot, DateTimeOffset now) => FlattenCost.Of(_forecast, snapshot.Equity.Known ? snapshot.Equity.Equity : null, now).Expected;

    private async Task ForecastAsync()
    {
        try
        {
            _forecast = await Engine.ForecastFlattenAsync(CancellationToken.None);
            Refresh();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The cost stays unknown; the switch does not wait for it.
        }
    }

    private void Retyped() => _wrong = null;

    private async Task PullAsync()
    {
        if (!Ready)
        {
            return;
        }

        _sending = true;
        Refresh();
        try
        {
            var answer = _asksCode == true ? _answer : _answer.Trim().ToUpperInvariant();
            var result = await Acts.KillAsync(answer, null, CancellationToken.None);
            _answer = "";
            if (result.Status is CommandStatus.Done or CommandStatus.StillRunning)
            {
                _result = result;
            }
            else
            {
                _wrong = FieldErrors.Of(result) is { Whole: null } errors ? errors["code"] : Said(result.Message);
            }
        }
        finally
        {
            (_sending, _focusDue) = (false, true);
            Refresh();
        }
    }

    private async Task FlattenInsteadAsync()
    {
        await CloseAsync();
        await OnFlattenInstead.InvokeAsync();
    }

    private async Task CloseAsync()
    {
        var receipt = _result?.Receipt?.Id;
        _open = false;
        _answer = "";
        Refresh();
        await OnShown.InvokeAsync(false);
        await TryAsync(() => Browser.InvokeVoidAsync("titan.focus", "kill"));
        if (receipt is not null)
        {
            await TryAsync(() => Browser.InvokeVoidAsync("titan.sawReceipt", receipt));
        }
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
