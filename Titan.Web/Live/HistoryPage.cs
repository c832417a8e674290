using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>
/// A page whose rows come from the database. It asks when its address changes, and again while it shows the newest rows and the journal grew,
/// at most every few seconds. A failed question keeps the last answer and says so.
/// </summary>
public abstract partial class HistoryPage<TRows> : LiveComponent<HistoryMoment>
    where TRows : class
{
    /// <summary>Shortest time between two questions that nobody asked for.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    private long _askedSequence = -1;
    private long _askedAt;
    private bool _asking;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required FeedPace Pace { get; init; }

    [Inject]
    public required ILoggerFactory Logs { get; init; }

    /// <summary>What the database said.</summary>
    protected Asked<TRows> Asked { get; } = new();

    /// <summary>The address shows the newest rows under a cheap filter, so new ones shall appear by themselves.</summary>
    protected virtual bool FollowsNewest => true;

    /// <summary>The question that the address asks.</summary>
    protected abstract Task<TRows> QueryAsync(CancellationToken cancellationToken);

    protected override HistoryMoment Read(EngineSnapshot snapshot, DateTimeOffset now) => new(Freshness.Of(snapshot, now));

    protected override Task OnParametersSetAsync() => AskAsync();

    protected override async Task BeforeLookAsync()
    {
        if (FollowsNewest && !_asking && Feed.Current.JournalSequence != _askedSequence && Pace.Machine.GetElapsedTime(_askedAt) >= Between && await AskAsync())
        {
            StateHasChanged();
        }
    }

    /// <summary>Asks now; the viewer wants it.</summary>
    protected async Task<bool> AskAsync()
    {
        (_asking, _askedSequence, _askedAt) = (true, Feed.Current.JournalSequence, Pace.Machine.GetTimestamp());
        try
        {
            return await Asked.AskAsync(QueryAsync, problem => QueryFailed(Logs.CreateLogger(GetType()), problem));
        }
        finally
        {
            _asking = false;
        }
    }

    /// <summary>This address with some fields of its query changed; paging starts anew unless a change says where.</summary>
    protected string Where(params (string Name, object? Value)[] changes)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal) { ["before"] = null, ["page"] = null };
        foreach (var (name, value) in changes)
        {
            fields[name] = value is "" ? null : value;
        }

        return Navigation.GetUriWithQueryParameters(fields);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Asked.Dispose();
        }

        base.Dispose(disposing);
    }

    [LoggerMessage(4102, LogLevel.Error, "The history could not be read")]
    private static partial void QueryFailed(ILogger logger, Exception problem);
}

/// <summary>How old the engine's word is while history is shown.</summary>
public sealed record HistoryMoment(Freshness Freshness);
