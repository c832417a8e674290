using Microsoft.AspNetCore.Components;
using Titan.Engine.Journal;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Who did what through which door, and what came of it.</summary>
public sealed partial class AuditTab
{
    private const int PageRows = 50;

    private string? _actor;
    private string? _act;
    private string? _find;
    private string? _from;
    private string? _to;

    [Inject]
    public required IArchive Archive { get; init; }

    [SupplyParameterFromQuery]
    public string? Actor { get; set; }

    [SupplyParameterFromQuery]
    public string? Act { get; set; }

    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public long Before { get; set; }

    protected override bool FollowsNewest => Before == 0 && !Filtered;

    private bool Filtered => (Actor ?? Act ?? Find ?? From ?? To) is not null;

    private ValueList<AuditLine> Rows => Asked.Answer?.Rows ?? [];

    protected override Task OnParametersSetAsync()
    {
        (_actor, _act, _find, _from, _to) = (Actor, Act, Find, From, To);
        return base.OnParametersSetAsync();
    }

    protected override async Task<AuditRows> QueryAsync(CancellationToken cancellationToken)
    {
        var query = new AuditQuery(Filter.Text(Actor), Filter.Text(Act), Filter.Text(Find), Filter.Day(From), Filter.Day(To)?.AddDays(1), Before, PageRows + 1);
        return AuditRows.Of(await Archive.SearchAuditAsync(query, cancellationToken), PageRows);
    }

    private void Search() =>
        Navigation.NavigateTo(Where(("tab", "audit"), ("actor", Filter.Text(_actor)), ("act", Filter.Text(_act)), ("find", Filter.Text(_find)), ("from", _from), ("to", _to)));
}
