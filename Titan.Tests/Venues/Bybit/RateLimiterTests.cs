using Titan.Engine.Venues.Bybit;
using Titan.Engine.Venues.Bybit.Budget;

namespace Titan.Tests.Venues.Bybit;

public sealed class RateLimiterTests
{
    private readonly VirtualTime _time = VirtualTime.At2026();

    [Fact]
    public async Task Acquire_NoLimitShown_NeverWaits()
    {
        using var limiter = new BybitRateLimiter(_time, 10, assumeDocumented: false, 1);
        for (var request = 0; request < 500; request++)
            Assert.True(await limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Entry, CancellationToken.None));
        Assert.Equal(0, limiter.Parked);
    }

    [Fact]
    public async Task Acquire_LimitNamedButNotCounted_NeverWaits()
    {
        using var limiter = new BybitRateLimiter(_time, 10, assumeDocumented: false, 1);
        limiter.Learn(BybitBudgets.Create, limit: 10, remaining: 10, resetMs: 0, venueMs: 0);
        for (var request = 0; request < 50; request++)
            Assert.True(await limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Entry, CancellationToken.None));
        Assert.Equal(0, limiter.Parked);
    }

    [Fact]
    public async Task Acquire_RealVenue_KeepsTheDocumentedLimitAndTheReserve()
    {
        using var limiter = new BybitRateLimiter(_time, 10, assumeDocumented: true, 1);
        for (var entry = 0; entry < 8; entry++)
            Assert.True(await limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Entry, CancellationToken.None));
        var ninth = limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Entry, CancellationToken.None).AsTask();
        Assert.False(ninth.IsCompleted);

        // Entries may not touch the last two places, exits may.
        Assert.True(await limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Exit, CancellationToken.None));
        Assert.True(await limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Exit, CancellationToken.None));
        Assert.Equal(10, limiter.RequestsLastSecond);
        _time.Advance(TimeSpan.FromMilliseconds(1_100));
        Assert.True(await ninth);
    }

    [Fact]
    public async Task Waiters_BudgetComesBack_ExitsBeforeEntriesBeforeReads()
    {
        using var limiter = new BybitRateLimiter(_time, 10, assumeDocumented: false, 1);
        limiter.Learn("/v5/order/create", limit: 3, remaining: 2, resetMs: null, venueMs: 0);
        for (var request = 0; request < 3; request++)
            await limiter.AcquireAsync("/v5/order/create", BybitPriority.Exit, CancellationToken.None);
        var read = limiter.AcquireAsync("/v5/order/create", BybitPriority.Read, CancellationToken.None).AsTask();
        var entry = limiter.AcquireAsync("/v5/order/create", BybitPriority.Entry, CancellationToken.None).AsTask();
        var exits = Enumerable.Range(0, 3).Select(_ => limiter.AcquireAsync("/v5/order/create", BybitPriority.Exit, CancellationToken.None).AsTask()).ToArray();
        Assert.Equal(5, limiter.Parked);
        _time.Advance(TimeSpan.FromMilliseconds(1_050));
        await Task.WhenAll(exits);
        Assert.False(entry.IsCompleted);
        Assert.False(read.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1_050));
        await entry;
        Assert.False(read.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1_050));
        await read;
        Assert.Equal(0, limiter.Parked);
    }

    [Fact]
    public async Task Exceeded_WithReset_NobodySendsBeforeIt()
    {
        using var limiter = new BybitRateLimiter(_time, 10, assumeDocumented: false, 1);
        limiter.Exceeded(BybitBudgets.Cancel, resetMs: 5_700, venueMs: 5_000);
        Assert.True(limiter.BackingOff);
        var exit = limiter.AcquireAsync(BybitBudgets.Cancel, BybitPriority.Exit, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(690));
        Assert.False(exit.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.True(await exit);
        Assert.False(limiter.BackingOff);
        Assert.True(await limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Exit, CancellationToken.None));
    }

    [Fact]
    public async Task Exceeded_WithoutReset_WaitsOneSecond()
    {
        using var limiter = new BybitRateLimiter(_time, 10, assumeDocumented: false, 1);
        limiter.Exceeded(BybitBudgets.Create, resetMs: null, venueMs: 5_000);
        var exit = limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Exit, CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(995));
        Assert.False(exit.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(60));
        Assert.True(await exit);
    }

    [Fact]
    public async Task Waiter_GivenUp_LeavesTheQueueAndSpendsNothing()
    {
        using var limiter = new BybitRateLimiter(_time, 10, assumeDocumented: false, 1);
        limiter.Learn(BybitBudgets.Create, limit: 3, remaining: 1, resetMs: null, venueMs: 0);
        for (var request = 0; request < 3; request++)
            await limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Exit, CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var entry = limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Entry, cancellation.Token).AsTask();
        var exit = limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Exit, CancellationToken.None).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => entry);
        Assert.Equal(1, limiter.Parked);
        _time.Advance(TimeSpan.FromMilliseconds(1_050));
        Assert.True(await exit);
        Assert.Equal(1, limiter.RequestsLastSecond);
    }

    [Fact]
    public async Task OperatorsCeiling_BelowTheVenuesLimit_Wins()
    {
        using var limiter = new BybitRateLimiter(_time, 4, assumeDocumented: false, 1);
        limiter.Learn(BybitBudgets.Create, limit: 20, remaining: 19, resetMs: null, venueMs: 0);
        Assert.Equal(4, limiter.OrderLimit);
        for (var request = 0; request < 4; request++)
            await limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Exit, CancellationToken.None);
        var fifth = limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Exit, CancellationToken.None).AsTask();
        Assert.False(fifth.IsCompleted);
    }

    [Fact]
    public async Task Acquire_FiftyExits_FollowTheQuotasOwnSchedule()
    {
        using var limiter = new BybitRateLimiter(_time, 10, assumeDocumented: true, 1);
        var exits = Enumerable.Range(0, 50).Select(_ => limiter.AcquireAsync(BybitBudgets.Create, BybitPriority.Exit, CancellationToken.None).AsTask()).ToArray();
        Assert.Equal(40, limiter.Parked);
        for (var second = 1; second <= 4; second++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1_100));
            Assert.Equal(40 - (second * 10), limiter.Parked);
        }

        await Task.WhenAll(exits);
    }
}
