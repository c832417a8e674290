using System.Collections.Concurrent;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Keeps everything an adapter says and lets a test wait for a condition instead of for time.</summary>
internal sealed class RecordingSink : IVenueSink
{
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<Quote> Quotes { get; } = new();

    public ConcurrentQueue<Trade> Trades { get; } = new();

    public ConcurrentQueue<Bar> Bars { get; } = new();

    public ConcurrentQueue<Ticker> Tickers { get; } = new();

    public ConcurrentQueue<(string Symbol, string Why)> LostBooks { get; } = new();

    public ConcurrentQueue<OrderReport> Orders { get; } = new();

    public ConcurrentQueue<ExecutionReport> Executions { get; } = new();

    public ConcurrentQueue<VenuePosition> Positions { get; } = new();

    public ConcurrentQueue<WalletReport> Wallets { get; } = new();

    public ConcurrentQueue<StreamChange> Streams { get; } = new();

    public void OnQuote(in Quote quote) => Keep(Quotes, quote);

    public void OnTrade(in Trade trade) => Keep(Trades, trade);

    public void OnBar(in Bar bar) => Keep(Bars, bar);

    public void OnTicker(in Ticker ticker) => Keep(Tickers, ticker);

    public void OnBookLost(Instrument instrument, string why) => Keep(LostBooks, (instrument.Id.Value, why));

    public void OnOrder(OrderReport report) => Keep(Orders, report);

    public void OnExecution(ExecutionReport report) => Keep(Executions, report);

    public void OnPosition(VenuePosition position) => Keep(Positions, position);

    public void OnWallet(WalletReport wallet) => Keep(Wallets, wallet);

    public void OnStream(StreamChange change) => Keep(Streams, change);

    /// <summary>Returns when the condition on what was said holds; fails after 20 s with what was awaited.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var news = Volatile.Read(ref _news);
            if (condition())
                return;
            try
            {
                await news.Task.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"waited in vain for: {what}");
            }
        }
    }

    private void Keep<T>(ConcurrentQueue<T> queue, T item)
    {
        queue.Enqueue(item);
        Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
