using Microsoft.AspNetCore.Components;
using Titan.Engine.Journal;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Alerts with severity, search, pages, the last day by hour, and what the chosen one means. The engine has no acknowledgement yet, so none is offered.</summary>
public sealed partial class AlertsTab
{
    private const int PageRows = 25;

    private string? _find;

    [Inject]
    public required IArchive Archive { get; init; }

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

    private string? Level => Filter.Word(Severity, HistoryRow.Severities);

    private bool Today => Range == "24h";

    private bool Filtered => Level is not null || Today || Find is not null || Before > 0;

    private ValueList<HistoryRow> Rows => Asked.Answer?.Page.Rows ?? [];

    protected override Task OnParametersSetAsync()
    {
        _find = Find;
        return base.OnParametersSetAsync();
    }

    protected override async Task<AlertsAnswer> QueryAsync(CancellationToken cancellationToken)
    {
        var now = Feed.Now;
        var query = new EventQuery(AlertsOnly: true, Level, null, Filter.Text(Find), Today ? now.AddHours(-24) : null, null, Before, PageRows + 1);
        var page = HistoryRows.Of(await Archive.SearchEventsAsync(query, cancellationToken), PageRows);
        var chosen = page.Rows.FirstOrDefault(row => row.Sequence == Id)
            ?? (Id is > 0 and < long.MaxValue ? await OneAsync(cancellationToken) : page.Rows.Count > 0 ? page.Rows[0] : null);
        return new AlertsAnswer(page, chosen, AlertHours.Of(await Archive.TallyAlertsAsync(AlertHours.Since(now), cancellationToken), now));
    }

    private async Task<HistoryRow?> OneAsync(CancellationToken cancellationToken)
    {
        var found = await Archive.SearchEventsAsync(new EventQuery(Before: Id + 1, Limit: 1), cancellationToken);
        return found.Where(one => one.Sequence == Id).Select(HistoryRow.Of).FirstOrDefault();
    }

    private void Search() => Navigation.NavigateTo(Where(("find", Filter.Text(_find)), ("id", null)));
}
