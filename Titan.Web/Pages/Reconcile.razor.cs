using Microsoft.AspNetCore.Components;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Shadow;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Pages;

/// <summary>
/// The reconciliation workbench: three books side by side and what a reconcile will write. Nothing is ever traded to make numbers agree; what
/// stays open without a stop gets one attached here, or is closed.
/// </summary>
public sealed partial class Reconcile
{
    /// <summary>More differences than this have one cause, and the table shows them all.</summary>
    private const int MostPartings = 3;

    private HandRights _rights = new(false, false);
    private IReadOnlyList<WorkbenchRow>? _rows;
    private IReadOnlyList<PartingView> _partings = [];
    private (string Words, Tone Tone)? _said;
    private DateTimeOffset _comparedAt;
    private string _reason = "";
    private string? _note;
    private string? _error;
    private string? _closing;
    private string? _modifying;
    private bool _asking;
    private bool _reconciling;

    [Inject]
    public required PositionHands Hands { get; init; }

    [Inject]
    public required IHistory History { get; init; }

    [Inject]
    public required IDiary Diary { get; init; }

    private int Differences => _rows?.Count(row => row.Differs) ?? 0;

    // What the venue was asked here counts until a round of the engine's own is newer: that one may have settled it.
    private bool Disagrees => Differences > 0 && !(Feed.Current.Reconcile?.At > _comparedAt);

    private string Disagreement => T("Shadow and venue disagree on {0}.", string.Join(", ", _rows!.Where(static row => row.Differs).Select(static row => row.Symbol)));

    private string Promise => Differences == 0
        ? T("Asks the venue and writes what it says. Changes no order and no position on the venue.")
        : T("Writes {0} to the journal. Changes no order and no position on the venue.", Figures.Plural(Differences, T("correction row"), T("correction rows")));

    protected override SharedRead<WorkbenchView> Shared { get; } = new(null, WorkbenchView.From);

    protected override async Task OnInitializedAsync() => _rights = await Hands.RightsAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await CompareAsync();
            StateHasChanged();
        }
    }

    private DeskRow? Desk(string symbol) => PositionDesk.From(Feed.Current, Feed.Now).Rows.FirstOrDefault(row => row.Symbol == symbol);

    private async Task CompareAsync()
    {
        (_asking, _error) = (true, null);
        try
        {
            var result = await Hands.CompareAsync();
            if (result.Status != CommandStatus.Done)
            {
                (_error, _note) = (T("The venue could not be asked: {0}", Said(result.Message)), null);
                return;
            }

            var ledger = (await History.GetPositionsAsync(CancellationToken.None)).ToDictionary(position => position.Instrument.Value, StringComparer.Ordinal);
            _rows = [.. result.Comparison.Select(row => WorkbenchRow.Of(row, ledger.GetValueOrDefault(row.Symbol), Feed.Current))];
            _partings = await PartAsync(result.Comparison);
            _comparedAt = Feed.Now;
            _note = T("venue read {0} {1}", Figures.Clock(_comparedAt), ViewerZone.Label(_comparedAt));
        }
        finally
        {
            _asking = false;
            Refresh();
        }
    }

    private async Task<IReadOnlyList<PartingView>> PartAsync(IReadOnlyList<ComparisonRow> rows)
    {
        var views = new List<PartingView>();
        foreach (var row in rows.Where(static row => row.Verdict is not ComparisonVerdict.Match).Take(MostPartings))
        {
            views.Add(PartingView.Of(row, await Diary.GetPartingAsync(row.Symbol, PartingView.Agreed(Feed.Current)?.At, CancellationToken.None), Feed.Current));
        }

        return views;
    }

    private async Task ReconcileAsync()
    {
        if (_reconciling)
        {
            return;
        }

        (_reconciling, _said) = (true, null);
        try
        {
            var result = await Hands.ReconcileAsync(_reason.Trim() is { Length: > 0 } reason ? reason : null);
            _said = result.Status != CommandStatus.Done ? (T("Not reconciled: {0}", Said(result.Message)), Tone.Critical)
                : result.InSync ? (T("Shadow and venue agree."), Tone.Ok)
                : (T("{0} settled: {1}.", Figures.Plural(result.Mismatches.Count, T("difference"), T("differences")), string.Join("; ", result.Mismatches.Select(row => $"{row.Symbol} {Said(row.Action)}"))), Tone.Ok);
            _reason = "";
        }
        finally
        {
            _reconciling = false;
        }

        await CompareAsync();
    }

    private async Task DoneAsync(string? words)
    {
        (_closing, _modifying) = (null, null);
        if (words is not null)
        {
            _said = (words, Tone.Ok);
            await CompareAsync();
        }
    }
}
