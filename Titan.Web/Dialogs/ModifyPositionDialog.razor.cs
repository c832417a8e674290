using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Dialogs;

/// <summary>Moves, attaches or removes the stop and target of one position. The engine names the field it refuses; it is shown beside it.</summary>
public sealed partial class ModifyPositionDialog
{
    private static readonly string[] Fields = ["stop_loss", "take_profit", "reason"];

    private ElementReference _safe;
    private string _stop = "";
    private string _target = "";
    private string _reason = "";
    private string? _error;
    private bool _sending;

    [Inject]
    public required PositionHands Hands { get; init; }

    [Parameter, EditorRequired]
    public required DeskRow Row { get; set; }

    [Parameter, EditorRequired]
    public required string Mode { get; set; }

    /// <summary>The dialog is over: what came of it, or null when nothing was asked.</summary>
    [Parameter]
    public EventCallback<string?> OnDone { get; set; }

    private bool HasStop => Row.Stop != Figures.Missing;

    private bool Changes => _stop.Trim().Length > 0 || _target.Trim().Length > 0;

    private string? Other => _error is { } words && !Fields.Any(name => words.StartsWith(name, StringComparison.Ordinal)) ? words : null;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ClosePositionDialog.TryFocusAsync(_safe);
        }
    }

    private string? Error(string field) => _error is { } words && words.StartsWith(field, StringComparison.Ordinal) ? words : null;

    private Task KeepAsync() => OnDone.InvokeAsync(null);

    private async Task ConfirmAsync()
    {
        if (_sending || !Changes || !Read(_stop, "stop_loss", out var stop) || !Read(_target, "take_profit", out var target))
        {
            return;
        }

        (_sending, _error) = (true, null);
        try
        {
            var result = await Hands.ModifyAsync(Row.Symbol, stop, target, _reason.Trim() is { Length: > 0 } reason ? reason : null);
            if (result.Status == CommandStatus.Done)
            {
                await OnDone.InvokeAsync(Said(result.Message));
            }
            else
            {
                _error = Said(result.Message);
            }
        }
        finally
        {
            _sending = false;
        }
    }

    private bool Read(string text, string field, out decimal? value)
    {
        value = null;
        if (text.Trim().Length == 0)
        {
            return true;
        }

        if (!ClosePositionDialog.TryRead(text, out var typed))
        {
            _error = T("{0}: {1} is not a number", field, text);
            return false;
        }

        value = typed;
        return true;
    }
}
