using Microsoft.AspNetCore.Components;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Dialogs;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>
/// The way back to an older version: what it would change from what is in force, what that means right now, and why. The engine decides; when it
/// refuses because of settings that are read at a start, they are named.
/// </summary>
public sealed partial class ReturnDialog
{
    private const string Listing = "whitelist.symbols";

    private ElementReference _safe;
    private SettingsEntry? _target;
    private TitanConfig? _config;
    private IReadOnlyList<SettingChange> _others = [];
    private string _reason = "";
    private string? _refusal;
    private bool _failed;
    private bool _sending;

    [Inject]
    public required TitanConfig Config { get; init; }

    [Inject]
    public required IDiary Diary { get; init; }

    [Inject]
    public required OperatorActs Acts { get; init; }

    /// <summary>The version to return to.</summary>
    [Parameter, EditorRequired]
    public required string Tag { get; set; }

    [Parameter, EditorRequired]
    public required string Mode { get; set; }

    [Parameter]
    public bool MayReturn { get; set; }

    /// <summary>The dialog is over: what came of it, or null when nothing was done.</summary>
    [Parameter]
    public EventCallback<SettingsSaved?> OnDone { get; set; }

    private TitanConfig InForce => View.Over(Config);

    private LimitReview? Review => _config is { } config ? LimitReview.Between(InForce, config.Risk) : null;

    private bool Loosens => Review?.Loosens == true;

    private bool MustType => Review?.AsksWord == true;

    private bool Ready => MayReturn && !_sending && Review is not null && Differs && (!Loosens || _reason.Trim().Length is >= LimitsDesk.ShortestReason and <= LimitsDesk.LongestReason);

    private bool Differs => Review?.Lines.Count > 0 || _others.Count > 0 || Came.Length > 0 || Gone.Length > 0;

    private string[] Came => _config is { } config ? [.. config.Whitelist.Symbols.Except(InForce.Whitelist.Symbols, StringComparer.Ordinal)] : [];

    private string[] Gone => _config is { } config ? [.. InForce.Whitelist.Symbols.Except(config.Whitelist.Symbols, StringComparer.Ordinal)] : [];

    protected override LimitsSight Read(EngineSnapshot snapshot, DateTimeOffset now) => LimitsSight.From(snapshot, withFigures: true);

    protected override async Task OnInitializedAsync()
    {
        _target = await Diary.GetSettingsAsync(Tag, CancellationToken.None);
        _config = _target is { } target ? ConfigVersion.Read(target.Version.Json) : null;
        _failed = _config is null;
        _others = _config is { } config ? SettingsVersions.Between(InForce with { Risk = config.Risk, Whitelist = config.Whitelist }, config) : [];
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ClosePositionDialog.TryFocusAsync(_safe);
        }
    }

    private Task KeepAsync() => _sending ? Task.CompletedTask : OnDone.InvokeAsync(null);

    private async Task ReturnAsync()
    {
        if (!Ready || Review is not { } review)
        {
            return;
        }

        (_sending, _refusal) = (true, null);
        try
        {
            var before = View.Version;
            var result = await Acts.ReturnAsync(_target!.Version, MustType ? RiskLimits.ConfirmWord : null, _reason.Trim() is { Length: > 0 } reason ? reason : null, CancellationToken.None);
            if (result.Status is CommandStatus.Done)
            {
                await OnDone.InvokeAsync(SettingsSaved.Of(result, before, review.Lines, Came.Length + Gone.Length > 0));
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
