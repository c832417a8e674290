using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Engine.Strategies.Scavenger.Web;
using Titan.Tests.Support;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>Whatever comes in: counted and named, never thrown, never traded on.</summary>
public sealed class BadInputTests
{
    private readonly ScavengerBench _bench = new();

    [Theory]
    [InlineData(0, 1, InputFault.ZeroPrice)]
    [InlineData(-1, 1, InputFault.ZeroPrice)]
    [InlineData(50_050, 0, InputFault.ZeroPrice)]
    [InlineData(60_000, 1, InputFault.AbsurdPrice)]
    [InlineData(1, 1, InputFault.AbsurdPrice)]
    public void Print_WithAnImpossibleFigure_IsCountedAndLeftOut(int price, int quantity, InputFault fault)
    {
        for (var index = 0; index < 100; index++)
        {
            _bench.Spot(price, quantity: quantity);
        }

        Assert.Equal(100, Count(fault));
        Assert.Equal(49_800m, _bench.View.Bursts.Single().SpotPrice);
        Assert.Equal(0, _bench.Daily.Touched);
    }

    [Fact]
    public void Prints_ReplayedFromBefore_SpringNothing()
    {
        _bench.Price(49_950m);
        _bench.Spot(49_950m);
        for (var index = 0; index < 200; index++)
        {
            _bench.Spot(50_050m, at: _bench.Now.AddMilliseconds(-1));
        }

        Assert.Equal(200, Count(InputFault.OutOfOrder));
        Assert.Equal(0, _bench.Daily.Touched);
    }

    [Fact]
    public void Prints_OfAVenueWhoseClockIsOff_SpringNothing()
    {
        _bench.Price(49_950m);
        _bench.Spot(49_950m);
        for (var index = 0; index < 100; index++)
        {
            _bench.Spot(50_050m, at: _bench.Now.AddSeconds(6));
            _bench.Spot(50_050m, at: _bench.Now.AddSeconds(-61));
        }

        Assert.Equal(200, Count(InputFault.ClockSkew));
        Assert.Equal(0, _bench.Daily.Touched);
    }

    [Fact]
    public void SkewBetweenTheVenues_DoesNotShortenTheHold()
    {
        // The perpetual's clock is three seconds ahead of spot's.
        var bench = new ScavengerBench(start: false);
        bench.Ticker(49_800m);
        bench.Price(49_800m);
        bench.Spot(49_800m, at: bench.Now.AddSeconds(-3));
        bench.Pass(6_000);
        bench.Price(50_060m);
        for (var index = 0; index < 60; index++)
        {
            bench.Spot(50_060m, at: bench.Now.AddSeconds(-3));
            bench.Pass(1);
        }

        Assert.Contains("TRAP_PREPARED", bench.NoteTypes);
        bench.Price(50_060m);
        Assert.Empty(bench.Intents);
        bench.Pass(250);
        bench.Price(50_060m);
        Assert.Single(bench.Intents);
    }

    [Fact]
    public void Print_OnASymbolWithoutAPerpetualPrice_IsCounted()
    {
        _bench.Spot(2_500m, instrument: BenchInstruments.Eth);
        Assert.Equal(1, Count(InputFault.NoPerpetual));
    }

    [Fact]
    public void Quote_CrossedOrAtZero_KeepsTheOneBefore()
    {
        _bench.Strategy.OnQuote(Events.Quote(ScavengerBench.Btc, 0m, 50_000m, _bench.Now), Context());
        _bench.Strategy.OnQuote(Events.Quote(ScavengerBench.Btc, 50_000m, 50_000m, _bench.Now), Context());
        Assert.Equal(2, Count(InputFault.ZeroPrice));
        Assert.Equal(49_800m, _bench.View.Traps.Single().Price);
    }

    [Fact]
    public void Trade_OfThePerpetualAtZeroOrFromBefore_IsCounted()
    {
        _bench.Trade(50_000m);
        _bench.Trade(0m);
        _bench.Strategy.OnTrade(Events.Trade(ScavengerBench.Btc, 50_000m, _bench.Now.AddSeconds(-1)), Context());
        Assert.Equal((1, 1), (Count(InputFault.ZeroPrice), Count(InputFault.OutOfOrder)));
    }

    [Fact]
    public void Bars_BrokenRepeatedOrWithAHole_AreCountedAndTheSeriesStaysWhole()
    {
        var series = new BarSeries(Bars.Hour, 100, fillable: 3);
        Assert.Null(series.Add(Bars.One(0, 100m, 101m, 99m, 5m)));
        Assert.Equal(InputFault.RepeatedBar, series.Add(Bars.One(0, 100m)));
        Assert.Equal(InputFault.BrokenBar, series.Add(Bars.One(1, 0m)));
        Assert.Equal(InputFault.BrokenBar, series.Add(Bars.One(1, 100m, 99m, 98m)));
        Assert.Equal(InputFault.BrokenBar, series.Add(Bars.One(1, 100m, volume: -1m)));
        Assert.Equal(InputFault.BarGap, series.Add(Bars.One(4, 110m, 111m, 109m, 7m)));
        Assert.Equal([100m, 100m, 100m, 100m, 110m], series.Bars.ToArray().Select(bar => bar.Close));
        Assert.Equal([5m, 0m, 0m, 0m, 7m], series.Bars.ToArray().Select(bar => bar.Volume));
        Assert.Equal(InputFault.BarGap, series.Add(Bars.One(9, 120m)));
        Assert.Equal(1, series.Count);
    }

    [Fact]
    public void BarFolder_WithAMissingPart_MakesNoBar()
    {
        var minute = TimeSpan.FromMinutes(1);
        var folder = new BarFolder(TimeSpan.FromMinutes(5));
        Bar?[] folded = [.. Enumerable.Range(0, 5).Select(index => folder.Fold(Bars.One(index, 100m + index, 110m + index, 90m - index, 2m, minute, 3m)))];
        Assert.All(folded[..4], Assert.Null);
        var bar = folded[4]!.Value;
        Assert.Equal((100m, 114m, 86m, 104m, 10m, 15m), (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Turnover));
        Assert.Equal((TimeSpan.FromMinutes(5), Bars.One(0, 1m, interval: minute).OpenTime), (bar.Interval, bar.OpenTime));
        Assert.All(new[] { 5, 6, 8, 9 }, index => Assert.Null(folder.Fold(Bars.One(index, 100m, interval: minute))));
    }

    [Fact]
    public void OpenInterest_OfTwoMinutesAgo_IsCountedAsStale()
    {
        for (var minute = 0; minute < 3; minute++)
        {
            _bench.Pass(60_000);
            _bench.Price(49_800m);
        }

        Assert.True(Count(InputFault.StaleOpenInterest) > 0);
    }

    [Theory]
    [InlineData(119, true)]
    [InlineData(121, false)]
    public void OpenInterest_ThatIsStale_SetsNoTrapOnAWipeout(int secondsOld, bool found)
    {
        // Price 5 % down over five minutes, open interest 30 % down, buyers back: all of OI_WIPEOUT, but for the age of the figure.
        var watch = new SymbolWatch(ScavengerBench.Btc, new Titan.Engine.Strategies.Scavenger.ScavengerOptions(), new InputFaults());
        var at = EngineBench.Start;
        for (var minute = 0; minute < 7; minute++)
        {
            watch.See(Bars.One(minute, 1_000m - (minute * 10m), interval: TimeSpan.FromMinutes(1)));
        }

        watch.See(Events.Ticker(ScavengerBench.Btc, 1_000m, at.AddMinutes(-6), interest: 10_000m));
        watch.See(Events.Ticker(ScavengerBench.Btc, 940m, at, interest: 7_000m));
        watch.See(Events.Quote(ScavengerBench.Btc, 939.9m, 940.1m, at));
        watch.See(Events.Spot(ScavengerBench.Btc, 940m, at), at.UtcTicks);
        var plan = new OiWipeout().Find(new WebSight(watch, null, true, at.AddSeconds(secondsOld).UtcTicks));
        Assert.Equal(found, plan is not null);
    }

    [Fact]
    public void Symbol_WithoutAPairOnTheLeader_IsNamedAndHasNoTrap()
    {
        // Bitcoin prints on spot; ether never does, with everything else a trap asks for.
        _bench.OtherSymbol(BenchInstruments.Eth);
        Assert.True(Count(InputFault.MissingPair) > 0);
        Assert.DoesNotContain(_bench.View.Traps, trap => trap.Instrument == BenchInstruments.Eth.Id);
        Assert.NotEmpty(_bench.View.Traps);
    }

    [Fact]
    public void Figures_BeyondAnyMarket_AreLeftOutAndStopNoSum()
    {
        foreach (var figure in (decimal[])[decimal.MaxValue, 1e20m, decimal.MinValue])
        {
            for (var index = 0; index < 3; index++)
            {
                _bench.Spot(figure);
                _bench.Spot(49_800m, quantity: figure);
                _bench.Ticker(49_800m, interest: figure);
                _bench.Ticker(49_800m, funding: figure);
                _bench.Ticker(figure);
                _bench.Bar(Bars.One(100 + index, 49_800m, volume: figure));
                _bench.Bar(Bars.One(100 + index, 49_800m, turnover: figure));
                _bench.Bar(Bars.One(100 + index, 49_800m, high: figure));
                _bench.Pass(60_000);
                _bench.Price(49_800m);
            }
        }

        Assert.True(Count(InputFault.AbsurdPrice) >= 24);
        Assert.True(Count(InputFault.BrokenBar) >= 18);
        Assert.Single(_bench.View.Traps);
    }

    [Fact]
    public void AnyEvents_OfAnyFigures_NeverThrowAndNeverTradeAtAnImpossiblePrice()
    {
        var random = new Random(13);
        decimal[] prices = [0m, -5m, 0.1m, 49_950m, 50_000m, 50_050m, 50_060m, 50_100m, 55_000m, 99_999_999m];
        for (var index = 0; index < 50_000; index++)
        {
            var price = prices[random.Next(prices.Length)];
            _bench.Pass(random.Next(-50, 60));
            switch (random.Next(6))
            {
                case 0: _bench.Price(price); break;
                case 1: _bench.Trade(price); break;
                case 2: _bench.Ticker(price, interest: price, funding: -price); break;
                case 3: _bench.Bar(Bars.One(random.Next(90, 120), price, price, price)); break;
                default: _bench.Spot(price, random.Next(2) == 0 ? Side.Buy : Side.Sell, random.Next(-1, 5)); break;
            }
        }

        Assert.All(_bench.Intents, intent => Assert.True(intent is { LimitPrice: > 40_000m and < 60_000m, StopLoss: > 0m }));
        Assert.True(_bench.View.Faults.Sum(fault => fault.Value) > 1_000);
    }

    private long Count(InputFault fault) => _bench.View.Faults.SingleOrDefault(pair => pair.Key == fault.ToString()).Value;

    private Titan.Engine.Strategies.StrategyContext Context()
    {
        var context = new Titan.Engine.Strategies.StrategyContext();
        context.Begin(_bench.Now, true, static _ => false, 1_000m);
        return context;
    }
}
