using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Dialogs;

/// <summary>Closes one position, or a part of it; the engine's refusal stands next to the field.</summary>
public sealed partial class ClosePositionDialog
{
    private ElementReference _safe;
    private string _size = "";
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

    private bool IsWhole => _size.Trim() == Row.Size;

    protected override void OnInitialized() => _size = Row.Size;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await TryFocusAsync(_safe);
        }
    }

    internal static async Task TryFocusAsync(ElementReference element)
    {
        try
        {
            await element.FocusAsync();
        }
        catch (Exception problem) when (problem is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            // Focus is a courtesy; the page may be gone.
        }
    }

    internal static bool TryRead(string text, out decimal value) =>
        decimal.TryParse(text.Trim().Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private Task KeepAsync() => OnDone.InvokeAsync(null);

    private async Task ConfirmAsync()
    {
        if (_sending)
        {
            return;
        }

        decimal? part = null;
        if (!IsWhole)
        {
            if (!TryRead(_size, out var typed))
            {
                _error = T("size: {0} is not a number", _size);
                return;
            }

            part = typed;
        }

        (_sending, _error) = (true, null);
        try
        {
            var result = await Hands.CloseAsync(Row.Symbol, part, _reason.Trim() is { Length: > 0 } reason ? reason : null);
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
}
