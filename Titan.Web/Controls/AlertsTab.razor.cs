using Microsoft.AspNetCore.Components;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Controls;

/// <summary>Alerts with severity, search, pages, the last day by hour, and what the chosen one means, with who acknowledged each. Good news (INFO) stands among them
/// as events: nobody has to acknowledge it, and what is open does not name it.</summary>
public sealed partial class AlertsTab
{
    private const int PageRows = 25;
    private const int PagesAtOnce = 200;

    private static readonly TimeSpan OpenFor = TimeSpan.FromDays(7);

    private string? _find;
    private string _note = "";
    private string? _wrong;
    private bool _sending;
    private OperatorRights _rights = new("nobody", false, false);

    [Inject]
    public required IArchive Archive { get; init; }

    [Inject]
    public required Acknowledgements Seen { get; init; }

    [Inject]
    public required OperatorActs Acts { get; init; }

    /// <summary>open for those of the last seven days that nobody acknowledged; all otherwise.</summary>
    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public string? Severity { get; set; }

    /// <summary>24h for the last day; all otherwise.</summary>
    [SupplyParameterFromQuery]
    public string? Range { get; set; }

    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    /// <summary>Sequence before which the page begins; 0 for the newest.</summary>
    [SupplyParameterFromQuery]
    public long Before { get; set; }

    /// <summary>Sequence of the alert that is open.</summary>
    [SupplyParameterFromQuery]
    public long Id { get; set; }

    protected override bool FollowsNewest => Before == 0 && Find is null;

    private string? Level => Filter.Word(Severity, HistoryRow.Listed);

    private bool Today => Range == "24h";

    private bool OpenOnly => Show == "open";

    private bool Filtered => OpenOnly || Level is not null || Today || Find is not null || Before > 0;

    private ValueList<HistoryRow> Rows => Asked.Answer?.Page.Rows ?? [];

    private Acknowledgement? SeenOf(HistoryRow row) => Seen.Known.GetValueOrDefault(row.Sequence);

    protected override async Task OnInitializedAsync() => _rights = await Acts.RightsAsync();

    protected override Task OnParametersSetAsync()
    {
        (_find, _note, _wrong) = (Find, "", null);
        return base.OnParametersSetAsync();
    }

    protected override async Task<AlertsAnswer> QueryAsync(CancellationToken cancellationToken)
    {
        var now = Feed.Now;
        var from = Today ? now.AddHours(-24) : OpenOnly ? now - OpenFor : (DateTimeOffset?)null;
        var query = new EventQuery(AlertsOnly: true, Level, null, Filter.Text(Find), from, null, Before, PageRows + 1, WithNews: !OpenOnly);
        var found = OpenOnly ? await OpenAsync(query, cancellationToken) : await Archive.SearchEventsAsync(query, cancellationToken);
        if (found.Count > 0)
        {
            await Seen.LoadAsync(found.Min(one => one.At), cancellationToken);
        }

        var page = HistoryRows.Of(found, PageRows);
        var chosen = page.Rows.FirstOrDefault(row => row.Sequence == Id)
            ?? (Id is > 0 and < long.MaxValue ? await OneAsync(cancellationToken) : page.Rows.Count > 0 ? page.Rows[0] : null);
        return new AlertsAnswer(page, chosen, AlertHours.Of(await Archive.TallyAlertsAsync(AlertHours.Since(now), cancellationToken), now));
    }

    // Asked in pages, because those that were acknowledged fall out after they were read.
    private async Task<IReadOnlyList<HistoryEvent>> OpenAsync(EventQuery query, CancellationToken cancellationToken)
    {
        await Seen.LoadAsync(query.From ?? DateTimeOffset.MinValue, cancellationToken);
        var open = new List<HistoryEvent>();
        IReadOnlyList<HistoryEvent> found;
        do
        {
            found = await Archive.SearchEventsAsync(query with { Limit = PagesAtOnce }, cancellationToken);
            open.AddRange(found.Where(one => !Seen.Known.ContainsKey(one.Sequence)));
            query = query with { Before = found.Count > 0 ? found[^1].Sequence : 0 };
        }
        while (found.Count == PagesAtOnce && open.Count <= PageRows);
        return [.. open.Take(PageRows + 1)];
    }

    private async Task<HistoryRow?> OneAsync(CancellationToken cancellationToken)
    {
        var found = (await Archive.SearchEventsAsync(new EventQuery(Before: Id + 1, Limit: 1), cancellationToken)).FirstOrDefault(one => one.Sequence == Id);
        if (found is null)
        {
            return null;
        }

        await Seen.LoadAsync(found.At, cancellationToken);
        return HistoryRow.Of(found);
    }

    private async Task AcknowledgeAsync(HistoryRow row)
    {
        if (_sending)
        {
            return;
        }

        (_sending, _wrong) = (true, null);
        try
        {
            var result = await Acts.AcknowledgeAsync(row.Sequence, row.Sequence == Asked.Answer?.Chosen?.Sequence ? _note : null, CancellationToken.None);
            (_wrong, _note) = result.Status == CommandStatus.Done ? (null, "") : (Said(result.Message), _note);
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or InvalidOperationException)
        {
            _wrong = T("The database did not answer. Nothing was acknowledged.");
        }
        finally
        {
            _sending = false;
        }
    }

    private void Search() => Navigation.NavigateTo(Where(("find", Filter.Text(_find)), ("id", null)));
}
