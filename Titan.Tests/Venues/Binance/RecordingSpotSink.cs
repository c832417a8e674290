using System.Collections.Concurrent;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Tests.Venues.Binance;

/// <summary>Keeps everything a spot feed says and lets a test wait for a condition instead of for time.</summary>
internal sealed class RecordingSpotSink : ISpotSink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public ConcurrentQueue<SpotTrade> Trades { get; } = new();

    public ConcurrentQueue<SpotQuote> Quotes { get; } = new();

    public void OnSpotTrade(in SpotTrade trade) => Trades.Enqueue(trade);

    public void OnSpotQuote(in SpotQuote quote) => Quotes.Enqueue(quote);

    /// <summary>Returns when the condition holds; fails with what was awaited and what the feed says of itself.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what, Func<SpotFeedStatus>? status = null)
    {
        using var timer = new PeriodicTimer(LookEvery);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (!condition())
                await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"waited in vain for: {what}; {status?.Invoke()}");
        }
    }
}
