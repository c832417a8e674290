using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Stub;

/// <summary>
/// Goals 13 and 14: an account with positions, orders that are answered and filled after a while, and, where asked for, a market that
/// moves beside it at a steady rate.
/// </summary>
/// <param name="account">What is held.</param>
/// <param name="answerAfter">From an order's last byte to its fill and answer.</param>
/// <param name="market">Book frames for whoever subscribes every symbol; null is a silent market.</param>
/// <param name="symbols">How many symbols that is.</param>
internal sealed class AccountScenario(StubAccount account, TimeSpan answerAfter, PacedFrames? market, int symbols) : IStubScenario
{
    private int _started;

    public StubAccount? Account => account;

    public TimeSpan AnswerAfter => answerAfter;

    public void Subscribed(StubConnection connection, IReadOnlySet<string> topics, StubVenue venue)
    {
        if (market is not null && topics.Count(static topic => topic.StartsWith("orderbook.", StringComparison.Ordinal)) >= symbols
            && Interlocked.Exchange(ref _started, 1) == 0)
        {
            _ = Task.Run(() => market.PlayAsync(connection));
        }
    }

    public void OrderArrived(long timestamp)
    {
    }

    public void Describe(Measurement line)
    {
        if (market is not null)
        {
            line.With("market_per_s", market.Reached);
        }
    }
}
