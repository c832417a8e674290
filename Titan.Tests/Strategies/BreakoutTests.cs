using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Strategies.Breakout;
using Titan.Tests.Support;

namespace Titan.Tests.Strategies;

public sealed class BreakoutTests
{
    private static readonly Instrument Btc = BenchInstruments.Btc;
    private readonly StrategyContext _context = new();
    private bool _busy;
    private DateTimeOffset _now = EngineBench.Start;

    [Fact]
    public void WarmUp_OfAnyBars_ProposesNothing()
    {
        var strategy = Warm();
        Assert.Empty(_context.Intents);
        Assert.Equal(20, strategy.WarmupBars);
    }

    [Fact]
    public void Price_OutsideFromTheFirstQuote_IsNoDeparture() => Assert.Empty(Quote(Warm(), 51_000m));

    [Fact]
    public void Price_LeavingUpwards_ProposesOnceALongUnderItsStop()
    {
        var strategy = Warm();
        Assert.Empty(Quote(strategy, 50_000m));
        var intent = Assert.Single(Quote(strategy, 50_150m));
        Assert.Equal(Side.Buy, intent.Side);
        Assert.Equal(50_150.1m, intent.ReferencePrice);
        Assert.True(intent.StopLoss < intent.LimitPrice && intent.TakeProfit > intent.LimitPrice);
        Assert.True(Btc.IsPriceMultiple(intent.StopLoss) && Btc.IsPriceMultiple(intent.TakeProfit) && Btc.IsPriceMultiple(intent.LimitPrice));
        Assert.True(intent.ReferencePrice - intent.StopLoss <= Math.Max(200m * 2.5m, intent.ReferencePrice * 0.006m));
        Assert.Equal(_now.AddSeconds(2), intent.ExpiresAt);
        Assert.Empty(Quote(strategy, 50_300m));
    }

    [Fact]
    public void Price_LeavingDownwards_ProposesAShortUnderItsStop()
    {
        var strategy = Warm();
        Quote(strategy, 50_000m);
        var intent = Assert.Single(Quote(strategy, 49_850m));
        Assert.Equal(Side.Sell, intent.Side);
        Assert.True(intent.StopLoss > intent.LimitPrice && intent.TakeProfit < intent.LimitPrice);
    }

    [Fact]
    public void Price_OnTheEdgeOfTheChannel_IsStillInside()
    {
        var strategy = Warm();
        Quote(strategy, 50_000m);
        Assert.Empty(Quote(strategy, 50_099.9m));
        Assert.Single(Quote(strategy, 50_100m));
    }

    [Fact]
    public void SecondDeparture_WithinTheCooldown_IsLetGo()
    {
        var strategy = Warm();
        Quote(strategy, 50_000m);
        Assert.Single(Quote(strategy, 50_150m));
        _now += TimeSpan.FromSeconds(299);
        Quote(strategy, 50_000m);
        Assert.Empty(Quote(strategy, 50_150m));
        Quote(strategy, 50_000m);
        _now += TimeSpan.FromSeconds(2);
        Assert.Single(Quote(strategy, 50_150m));
    }

    [Fact]
    public void Departure_WhileAPositionIsOpen_IsLetGo()
    {
        var strategy = Warm();
        Quote(strategy, 50_000m);
        _busy = true;
        Assert.Empty(Quote(strategy, 50_150m));
    }

    [Fact]
    public void Bars_OpenOrRepeated_ChangeNothing()
    {
        var strategy = Warm();
        Bar(strategy, 25, 60_000m, closed: false);
        Bar(strategy, 3, 60_000m, closed: true);
        Quote(strategy, 50_000m);
        Assert.Single(Quote(strategy, 50_150m));
    }

    [Fact]
    public void SameEvents_GivenTwice_MakeTheSameIntents()
    {
        var random = new Random(7);
        var events = Enumerable.Range(0, 5_000).Select(_ => (decimal)random.Next(-40, 41)).ToArray();
        Assert.Equal(Walk(events), Walk(events));
        Assert.NotEmpty(Walk(events));
    }

    [Fact]
    public void Intents_OfAnyWalk_AreFarEnoughApartAndCarryAllTheyMust()
    {
        var random = new Random(11);
        var intents = Walk([.. Enumerable.Range(0, 5_000).Select(_ => (decimal)random.Next(-40, 41))]);
        Assert.All(intents, intent => Assert.False(string.IsNullOrWhiteSpace(intent.Why)));
        Assert.All(intents.Zip(intents.Skip(1)), pair => Assert.True(pair.Second.ExpiresAt - pair.First.ExpiresAt >= TimeSpan.FromSeconds(300)));
    }

    private List<Intent> Walk(decimal[] steps)
    {
        _now = EngineBench.Start;
        var strategy = Warm();
        var intents = new List<Intent>();
        var price = 50_000m;
        foreach (var step in steps)
        {
            _now += TimeSpan.FromSeconds(1);
            price += step;
            intents.AddRange(Quote(strategy, price));
        }

        return intents;
    }

    private BreakoutStrategy Warm()
    {
        var strategy = new BreakoutStrategy(new BreakoutOptions());
        for (var minute = 0; minute < 20; minute++)
        {
            Bar(strategy, minute, 50_000m, closed: true);
        }

        return strategy;
    }

    private void Bar(BreakoutStrategy strategy, int minute, decimal middle, bool closed)
    {
        _context.Begin(_now, live: false, _ => _busy);
        strategy.OnBar(
            new Bar(Btc, TimeSpan.FromMinutes(1), EngineBench.Start.AddMinutes(minute - 30), middle, middle + 100m, middle - 100m, middle, 1m, middle, closed), _context);
    }

    private Intent[] Quote(BreakoutStrategy strategy, decimal bid)
    {
        _context.Begin(_now, live: true, _ => _busy);
        strategy.OnQuote(new Quote(Btc, Btc.ToTicks(bid), 1, Btc.ToTicks(bid + 0.1m), 1, _now, _now), _context);
        return [.. _context.Intents];
    }
}
