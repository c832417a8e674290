using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Dialogs;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>One symbol onto the whitelist or off it: what it means for what is open there, why, and the engine's answer. What the venue does not list is refused by it.</summary>
public sealed partial class AssetDialog
{
    private ElementReference _safe;
    private string _reason = "";
    private string? _refusal;
    private bool _sending;

    [Inject]
    public required OperatorActs Acts { get; init; }

    [Parameter, EditorRequired]
    public required string Symbol { get; set; }

    [Parameter, EditorRequired]
    public bool Add { get; set; }

    [Parameter, EditorRequired]
    public required string Mode { get; set; }

    /// <summary>What is open in it; null for a symbol that is nowhere.</summary>
    [Parameter]
    public AssetRow? Row { get; set; }

    /// <summary>Tag of what is in force.</summary>
    [Parameter]
    public string? Version { get; set; }

    /// <summary>The dialog is over: what came of it, or null when nothing was done.</summary>
    [Parameter]
    public EventCallback<SettingsSaved?> OnDone { get; set; }

    private IEnumerable<(Tone Tone, string Words)> Lines
    {
        get
        {
            if (Add)
            {
                yield return (Tone.Plain, T("The venue is asked first: what it does not list is refused, and nothing changes."));
                yield return (Tone.Warn, T("Strategies and signals may open positions in it as soon as its market data flow."));
                yield break;
            }

            yield return (Tone.Plain, T("New entries stop at once, whoever asks for them."));
            if (Row is { IsHeld: true } held)
            {
                yield return (Tone.Warn, T("{0} is open: new entries stop; exits go on. Its stop and target stay on the venue.", held.Position));
            }

            if (Row is { Entries: > 0 } waiting)
            {
                yield return (Tone.Warn, T("Entry orders at work in it are cancelled: {0}.", waiting.Entries));
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ClosePositionDialog.TryFocusAsync(_safe);
        }
    }

    private Task KeepAsync() => _sending ? Task.CompletedTask : OnDone.InvokeAsync(null);

    private async Task SaveAsync()
    {
        if (_sending)
        {
            return;
        }

        (_sending, _refusal) = (true, null);
        try
        {
            var (before, held) = (Version, Row is { IsHeld: true });
            var result = await Acts.ChangeWhitelistAsync(Symbol, Add, _reason.Trim() is { Length: > 0 } reason ? reason : null, CancellationToken.None);
            if (result.Status is CommandStatus.Done)
            {
                var after = Add ? T("It may be entered as soon as its market data flow.") : held ? T("What is open keeps its stop and its exits.") : null;
                await OnDone.InvokeAsync(SettingsSaved.Of(result, before, [], alsoOthers: true) with { Aside = after });
            }
            else
            {
                _refusal = Said(result.Message);
            }
        }
        finally
        {
            _sending = false;
        }
    }
}
