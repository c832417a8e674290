using Microsoft.AspNetCore.Components;
using Titan.Engine.Journal;
using Titan.Web.Live;

namespace Titan.Web.Pages;

/// <summary>The engine's decisions: each signal, what was seen, what the gates said, and what became of it.</summary>
public sealed partial class Why
{
    private const int PageRows = 20;

    private string? _symbol;
    private string? _day;

    [Inject]
    public required IArchive Archive { get; init; }

    [Inject]
    public required IHistory History { get; init; }

    /// <summary>denied, approved, or nothing for both.</summary>
    [SupplyParameterFromQuery]
    public string? Answer { get; set; }

    [SupplyParameterFromQuery]
    public string? Symbol { get; set; }

    [SupplyParameterFromQuery]
    public string? Day { get; set; }

    [SupplyParameterFromQuery]
    public long Before { get; set; }

    /// <summary>Sequence of the decision that is open.</summary>
    [SupplyParameterFromQuery]
    public long Id { get; set; }

    /// <summary>Correlation of a trade whose decision is wanted, with about when (unix ms).</summary>
    [SupplyParameterFromQuery]
    public string? Signal { get; set; }

    [SupplyParameterFromQuery]
    public long At { get; set; }

    protected override bool FollowsNewest => Before == 0 && Signal is null;

    private bool? Wanted => Answer switch { "denied" => false, "approved" => true, _ => null };

    private bool Filtered => (Answer ?? Symbol ?? Day ?? Signal) is not null || Before > 0;

    private ValueList<DecisionLine> Rows => Asked.Answer?.Rows ?? [];

    protected override Task OnParametersSetAsync()
    {
        (_symbol, _day) = (Symbol, Day);
        return base.OnParametersSetAsync();
    }

    protected override async Task<DecisionRows> QueryAsync(CancellationToken cancellationToken)
    {
        var (from, to) = (Filter.Day(Day), Filter.Day(Day)?.AddDays(1));
        if (Signal is not null && At is > 0 and < 253_000_000_000_000)
        {
            var opened = DateTimeOffset.FromUnixTimeMilliseconds(At);
            (from, to) = (opened.AddHours(-1), opened.AddMinutes(1));
        }

        var found = await Archive.GetDecisionsAsync(new DecisionQuery(Wanted, Filter.Text(Symbol), Filter.Text(Signal), from, to, Before, PageRows + 1), cancellationToken);
        var open = Id > 0 ? Id : found.Count > 0 ? found[0].Sequence : 0;
        var chosen = open > 0 ? await Archive.GetDecisionAsync(open, cancellationToken) : null;
        var window = TimelineWindow.Of(Filter.Day(Day), chosen?.Decision.At, Feed.Now);
        var timeline = await TimelineQuestion.AskAsync(Archive, History, Feed.Current, window, chosen?.Decision, Filter.Text(Symbol), AddressOf, cancellationToken);
        return DecisionRows.Of(found, PageRows, chosen, timeline);
    }

    private string AddressOf(long sequence) => Where(("id", sequence), ("before", Before > 0 ? Before : null));

    private void Search() => Navigation.NavigateTo(Where(("symbol", Filter.Text(_symbol)?.ToUpperInvariant()), ("day", _day), ("id", null), ("signal", null), ("at", null)));
}
