using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Dialogs;

/// <summary>Lifts a lock with a reason: release of a kill, reset of the breaker, end of an emergency shutdown. Never arms.</summary>
public sealed partial class LiftDialog
{
    private const int ShortestReason = 5;

    private ElementReference _field;
    private string _reason = "";
    private string? _wrong;
    private string? _done;
    private LockCause _asked;
    private bool _open;
    private bool _sending;
    private bool _focusDue;

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Parameter]
    public bool MayLift { get; set; }

    private bool Ready => MayLift && !_sending && _reason.Trim().Length >= ShortestReason;

    public void Open()
    {
        Refresh();
        (_open, _reason, _wrong, _done, _focusDue, _asked) = (true, "", null, null, true, View.Lock);
        StateHasChanged();
    }

    protected override SharedRead<LiftView> Shared { get; } = new(null, static (snapshot, _) => LiftView.From(snapshot));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_open && _focusDue)
        {
            _focusDue = false;
            try
            {
                await _field.FocusAsync();
            }
            catch (Exception problem) when (problem is Microsoft.JSInterop.JSException or Microsoft.JSInterop.JSDisconnectedException or OperationCanceledException or InvalidOperationException)
            {
                // Focus is a courtesy; the page may be gone.
            }
        }
    }

    private void Retyped() => _wrong = null;

    private async Task LiftAsync()
    {
        if (!Ready)
        {
            return;
        }

        _sending = true;
        try
        {
            var result = _asked switch
            {
                LockCause.Breaker => await Acts.ResetBreakerAsync(_reason, CancellationToken.None),
                LockCause.Emergency => await Acts.ClearEmergencyAsync(_reason, CancellationToken.None),
                _ => await Acts.ReleaseAsync(_reason, CancellationToken.None),
            };
            var done = result.Status == CommandStatus.Done;
            _done = done ? Said(result.Message) : null;
            _wrong = done ? null : FieldErrors.Of(result)["reason"] ?? Said(result.Message);
        }
        finally
        {
            _sending = false;
            Refresh();
        }
    }

    private void Close() => _open = false;
}
