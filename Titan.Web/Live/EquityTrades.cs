using Titan.Engine.Journal;
using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>
/// The closed trades of one equity curve: asked with the curve, and again when the engine closed another one. The database may hold a trade a
/// moment later than the picture, so it is asked once more a few seconds after.
/// </summary>
public sealed class EquityTrades(IHistory history, FeedPace pace)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private (int Closed, decimal Realized)? _key;
    private TimeSpan? _againAfter;
    private long _askedAt;
    private int _asked;

    /// <summary>Null while they could not be read.</summary>
    public EquityMarks? Marks { get; private set; }

    /// <summary>There may be others than those read. From any thread.</summary>
    public bool IsDue(EngineSnapshot snapshot) =>
        _key is { } key && (key != EquityMarks.KeyOf(snapshot) || (_againAfter is { } after && pace.Machine.GetElapsedTime(_askedAt) >= after));

    /// <summary>Asks for the trades of a range. What goes wrong is returned and told by <see cref="Marks"/>: the curve matters more.</summary>
    public async Task<Exception?> ReadAsync(EngineSnapshot snapshot, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var changed = _key is { } before && before != EquityMarks.KeyOf(snapshot);
        (_key, _askedAt) = (EquityMarks.KeyOf(snapshot), pace.Machine.GetTimestamp());
        _againAfter = changed ? AskAgain : null;
        var mine = ++_asked;
        try
        {
            var page = await history.GetTradesAsync(new TradeQuery(from, Limit: EquityMarks.Most), cancellationToken);
            // Another range may have been asked for meanwhile.
            Marks = mine == _asked ? EquityMarks.Of(page.Trades, page.Total) : Marks;
            return null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            (Marks, _againAfter) = (null, AfterFailure);
            return problem;
        }
    }
}
