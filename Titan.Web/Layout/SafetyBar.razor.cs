using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Dialogs;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Layout;

/// <summary>
/// Master Arm and the danger zone, at the same pixels on every page and above every dialog. Going is held, stopping is one press.
/// </summary>
public sealed partial class SafetyBar
{
    private OperatorRights _rights = new("", false, false);
    private FlattenDialog? _flatten;
    private CancelAllDialog? _cancel;
    private KillDialog? _kill;
    private LiftDialog? _lift;
    private ArmFace? _lastFace;
    private string? _said;
    private string _announcement = "";
    private bool _sending;
    private bool _sheet;
    private bool _killOpen;

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Inject]
    public required FaceParts Parts { get; init; }

    private string FaceCss => View.Face.ToString().ToLowerInvariant();

    private string TapLine => View.Face switch
    {
        ArmFace.Armed => T("tap: disarm"),
        ArmFace.Disarmed => _sheet ? T("tap: close") : T("tap: arm"),
        _ => _sheet ? T("tap: close") : T("tap: why"),
    };

    protected override SharedRead<SafetyView> Shared { get; } = new(null, SafetyView.From);

    protected override async Task OnInitializedAsync() => _rights = await Acts.RightsAsync();

    protected override Task OnViewChangedAsync()
    {
        if (_lastFace is { } before && before != View.Face)
        {
            _announcement = T("Master Arm is {0}", View.Word);
            _said = null;
        }

        _lastFace = View.Face;
        return Task.CompletedTask;
    }

    private async Task TapAsync()
    {
        if (View.Face == ArmFace.Armed)
        {
            await DisarmAsync();
        }
        else
        {
            _sheet = !_sheet;
        }
    }

    private Task ArmAsync(string? confirm) => SendAsync(token => Acts.ArmAsync(confirm, token));

    private Task DisarmAsync() => SendAsync(Acts.DisarmAsync);

    private Task PauseAsync(bool paused) => SendAsync(token => Acts.PauseAsync(paused, token));

    private async Task SendAsync(Func<CancellationToken, Task<CommandResult>> act)
    {
        _sending = true;
        _said = null;
        try
        {
            var result = await act(CancellationToken.None);
            _said = result.Status == CommandStatus.Done ? null : Said(result.Message);
            _sheet = _sheet && result.Status != CommandStatus.Done;
        }
        finally
        {
            _sending = false;
            Refresh();
        }
    }

    private void OpenFlatten()
    {
        _sheet = false;
        _flatten?.Open();
    }

    private void OpenCancel()
    {
        _sheet = false;
        _cancel?.Open();
    }

    private Task OpenKill()
    {
        _sheet = false;
        return _kill?.OpenAsync() ?? Task.CompletedTask;
    }

    private void OpenLift()
    {
        _sheet = false;
        _lift?.Open();
    }

    // While the kill dialog tells its steps, the flatten that is one of them needs no dialog of its own.
    private void KillShown(bool shown) => _killOpen = shown;
}
