using Microsoft.AspNetCore.Components;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Live;

namespace Titan.Web.Tuning;

/// <summary>
/// Limits of risk, changed live (seed 002 "Updating Risk Parameters"): fields on the left, what they would change and mean on the right, saved as one
/// version. Who may not change them sees the same page with the right it needs.
/// </summary>
public sealed partial class LimitsTab
{
    private LimitsReviewPanel? _panel;
    private LimitReview? _review;
    private (LimitDraft Draft, RiskConfig Risk, IReadOnlyList<SettingsEntry> Entries) _reviewed;
    private IReadOnlyDictionary<string, decimal>? _values;
    private RiskConfig? _valued;
    private OperatorRights? _rights;
    private string? _target;

    [Inject]
    public required TitanConfig Config { get; init; }

    [Inject]
    public required LimitsDesk Desk { get; init; }

    [Inject]
    public required OperatorActs Acts { get; init; }

    /// <summary>Where each value comes from.</summary>
    [Parameter, EditorRequired]
    public required SettingGroup Group { get; set; }

    /// <summary>Versions, newest first, which know who changed what.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<SettingsEntry> Entries { get; set; }

    /// <summary>A draft was begun, or there is none any more.</summary>
    [Parameter]
    public EventCallback OnDrafted { get; set; }

    private bool MayChange => _rights?.MayLift == true;

    private TitanConfig InForce => View.Over(Config);

    // Nobody asks what the moment means while nothing is typed; then figures that move draw nothing.
    protected override LimitsSight Read(EngineSnapshot snapshot, DateTimeOffset now) => LimitsSight.From(snapshot, !Desk.Draft.IsEmpty);

    protected override async Task OnInitializedAsync() => _rights = await Acts.RightsAsync();

    // Held against the draft once for each change of either.
    private LimitReview Review
    {
        get
        {
            var asked = (Desk.Draft, InForce.Risk, Entries);
            if (_review is null || _reviewed != asked)
            {
                (_review, _reviewed) = (LimitReview.Of(Desk.Draft, InForce, Entries), asked);
            }

            return _review;
        }
    }

    private IReadOnlyDictionary<string, decimal> Values
    {
        get
        {
            if (_values is null || _valued != InForce.Risk)
            {
                (_values, _valued) = (RiskLimits.Values(InForce.Risk), InForce.Risk);
            }

            return _values;
        }
    }

    private decimal NowOf(Limit limit) => Values[limit.Name];

    private bool IsChanged(Limit limit) => Review.Lines.Any(line => line.Limit.Name == limit.Name);

    private string? ProblemOf(Limit limit) => Review.Problems.GetValueOrDefault(limit.Name) ?? Desk.Refused.GetValueOrDefault(limit.Name);

    private string EffectOf(Limit limit) =>
        Review.Lines.FirstOrDefault(line => line.Limit.Name == limit.Name) is not { } changed ? ""
        : limit.Name is "maxLeverage" or "maxTotalLeverage" ? LimitOutlook.Leverage(InForce.Risk, Review.Risk, View.Figures)
        : LimitOutlook.Effect(limit, changed.OldValue, changed.NewValue, View.Figures);

    private string SourceOf(Limit limit) =>
        Group.Rows.FirstOrDefault(row => row.Key == limit.Key) is { IsDefault: false } row ? row.Source : "";

    private Task TypeAsync(Limit limit, string text) => ChangeAsync(Desk.Draft.Type(limit, text, NowOf(limit)));

    private Task LeftAsync(Limit limit) => ChangeAsync(Desk.Draft.Settle(limit, NowOf(limit)));

    private Task UndoAsync(Limit limit) => ChangeAsync(Desk.Draft.Undo(limit.Name));

    private Task KeepAsync(Limit limit) => ChangeAsync(Desk.Draft.Keep(limit, NowOf(limit)));

    private Task ChangeAsync(LimitDraft draft)
    {
        if (draft == Desk.Draft)
        {
            return Task.CompletedTask;
        }

        var was = Desk.Draft.IsEmpty;
        Desk.Change(draft);
        return LookedAsync(was);
    }

    private Task DiscardAsync()
    {
        Desk.Discard();
        return LookedAsync(false);
    }

    private Task LookedAsync(bool wasEmpty)
    {
        Refresh();
        return wasEmpty == Desk.Draft.IsEmpty ? Task.CompletedTask : OnDrafted.InvokeAsync();
    }

    private Task LookAsync() => _panel?.FocusAsync() ?? Task.CompletedTask;

    private async Task SaveAsync()
    {
        // Somebody else may have been faster than the last look.
        Refresh();
        await Desk.SaveAsync(Review, View.Version);
        await LookedAsync(false);
    }

    private void Returning(string tag) => _target = tag;

    private void Returned(SettingsSaved? saved)
    {
        _target = null;
        if (saved is not null)
        {
            Desk.Told(saved);
        }

        Refresh();
    }
}
