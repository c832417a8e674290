using Microsoft.AspNetCore.Components;
using Titan.Engine.Journal;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Everything that happened, searched by text, id and day.</summary>
public sealed partial class EventsTab
{
    private const int PageRows = 50;

    private string? _find;
    private string? _from;
    private string? _to;

    [Inject]
    public required IArchive Archive { get; init; }

    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public long Before { get; set; }

    protected override bool FollowsNewest => Before == 0 && !Filtered;

    private bool Filtered => Find is not null || From is not null || To is not null;

    private ValueList<HistoryRow> Rows => Asked.Answer?.Rows ?? [];

    protected override Task OnParametersSetAsync()
    {
        (_find, _from, _to) = (Find, From, To);
        return base.OnParametersSetAsync();
    }

    protected override async Task<HistoryRows> QueryAsync(CancellationToken cancellationToken)
    {
        var query = new EventQuery(Text: Filter.Text(Find), From: Filter.Day(From), To: Filter.Day(To)?.AddDays(1), Before: Before, Limit: PageRows + 1);
        return HistoryRows.Of(await Archive.SearchEventsAsync(query, cancellationToken), PageRows);
    }

    private void Search() => Navigation.NavigateTo(Where(("tab", "events"), ("find", Filter.Text(_find)), ("from", _from), ("to", _to)));
}
