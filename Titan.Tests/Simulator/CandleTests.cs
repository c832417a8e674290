using Titan.Simulator.Exchange;
using Titan.Simulator.Market;

namespace Titan.Tests.Simulator;

public sealed class CandleTests
{
    private static readonly long s_midnight = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public void Newest_FiveMinutes_JoinsItsMinutes()
    {
        var history = Enumerable.Range(0, 10)
            .Select(static i => new MarketBar(s_midnight + (i * 60_000L), 100m + i, 110m + i, 90m - i, 101m + i, 1m, 100m)).ToList();
        var store = new CandleStore(history, 0);

        var bars = store.Newest(KlineInterval.Parse("5")!, 0, long.MaxValue, 10);

        Assert.Equal([s_midnight + 300_000, s_midnight], bars.Select(static b => b.OpenTimeMs));
        Assert.Equal((105m, 119m, 81m, 110m, 5m), (bars[0].Open, bars[0].High, bars[0].Low, bars[0].Close, bars[0].Volume));
    }

    [Fact]
    public void ClosedMinutes_BeyondWhatIsKept_LoseTheOldestFirstPastBeforeLive()
    {
        var history = Enumerable.Range(0, ClosedMinutes.Capacity + 1_000).Select(static i => new MarketBar(i * 60_000L, 1m, 1m, 1m, i, 0m, 0m)).ToArray();
        var minutes = new ClosedMinutes(history, shiftMs: 7);
        var oldest = (minutes.Count, minutes[0].Close, minutes[0].OpenTimeMs);

        for (var i = 0; i < 70_000; i++)
            minutes.Add(new MarketBar(0, 1m, 1m, 1m, 100_000 + i, 0m, 0m));

        Assert.Equal((ClosedMinutes.Capacity, 1_000m, (1_000 * 60_000L) + 7), oldest);
        Assert.InRange(minutes.Count, ClosedMinutes.Capacity, ClosedMinutes.Capacity + 5_000);
        Assert.Equal(100_000m + 69_999, minutes[minutes.Count - 1].Close);
        Assert.All(Enumerable.Range(1, minutes.Count - 1), i => Assert.Equal(minutes[i - 1].Close + 1, minutes[i].Close));
    }

    [Fact]
    public void Roll_MinuteWithoutTrades_RepeatsTheLastClose()
    {
        var store = new CandleStore([], 0);
        store.Roll(s_midnight, 100m);
        store.Add(101m, 2m);
        store.Roll(s_midnight + 150_000, 101m);

        var bars = store.Newest(KlineInterval.Parse("1")!, 0, long.MaxValue, 10);

        Assert.Equal([0m, 0m, 2m], bars.Select(static b => b.Volume));
        Assert.All(bars, static b => Assert.Equal(101m, b.Close));
    }

    [Fact]
    public void Roll_FollowedCandleEnds_IsHandedBackOnce()
    {
        var store = new CandleStore([], 0);
        store.Roll(s_midnight, 100m);
        store.Follow(KlineInterval.Parse("5")!);
        store.Add(105m, 1m);

        Assert.Null(store.Roll(s_midnight + 299_999, 105m));
        var ended = store.Roll(s_midnight + 300_000, 105m);

        Assert.Equal(("5", s_midnight, 105m), (ended!.Single().Interval, ended!.Single().Bar.OpenTimeMs, ended!.Single().Bar.High));
        Assert.Null(store.Roll(s_midnight + 300_100, 105m));
    }

    [Theory]
    [InlineData("W", "2026-03-04T12:00:00Z", "2026-03-02T00:00:00Z")]
    [InlineData("M", "2026-03-04T12:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("D", "2026-03-04T12:00:00Z", "2026-03-04T00:00:00Z")]
    [InlineData("240", "2026-03-04T13:00:00Z", "2026-03-04T12:00:00Z")]
    public void StartOf_LongIntervals_FollowTheCalendar(string code, string time, string start)
    {
        static long Ms(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

        Assert.Equal(Ms(start), KlineInterval.Parse(code)!.StartOf(Ms(time)));
    }
}
