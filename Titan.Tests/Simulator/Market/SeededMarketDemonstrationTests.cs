using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Market;

/// <summary>
/// What the demonstration promises of the default seed, measured on the prints of the generated steps.
/// </summary>
public sealed class SeededMarketDemonstrationTests(SeededHour hour) : IClassFixture<SeededHour>
{
    [Fact]
    public void Breakout_ArmedAtAnySecondOfTheFirstMinute_ComesWithinAMinute()
    {
        for (var armed = 0; armed <= 60; armed++)
        {
            var from = SeededMarketTests.Start.AddSeconds(armed);
            Assert.Contains(hour.Outside, print => print.At >= from && print.At <= from.AddSeconds(60));
        }
    }

    [Fact]
    public void Breakouts_OverAnHour_ComeEveryMinuteOrTwo() =>
        Assert.InRange(hour.Breakouts.Count, 30, 60);

    [Fact]
    public void Breakouts_OverAnHour_SomeFollowThroughAndSomeFail()
    {
        var outcomes = hour.Breakouts.Select(Outcome).ToList();

        Assert.InRange(outcomes.Count(outcome => outcome == 1), outcomes.Count / 5, outcomes.Count * 3 / 5);
        Assert.InRange(outcomes.Count(outcome => outcome == -1), outcomes.Count / 5, outcomes.Count * 3 / 5);
    }

    [Fact]
    public void Breakouts_OverAnHour_SomeComeAsABurst() =>
        Assert.InRange(hour.Bursts, 5, 100);

    [Fact]
    public void FirstTenMinutes_EveryMoveWithinTenSeconds_StaysSmall()
    {
        foreach (var prints in Before(10).GroupBy(print => print.Symbol))
        {
            var list = prints.ToList();
            var first = 0;
            for (var last = 0; last < list.Count; last++)
            {
                while (list[last].At - list[first].At > TimeSpan.FromSeconds(10))
                    first++;
                Assert.InRange(list[last].Price / list[first].Price, 0.99m, 1.01m);
            }
        }
    }

    [Fact]
    public void FirstTenMinutes_SmallAccountThatTakesEveryBreakout_KeepsMoreThanNinetyThreePercent()
    {
        var lowest = new BreakoutAccount(hour).LowestEquity(SeededMarketTests.Start.AddMinutes(10));

        Assert.True(lowest > 0.93m, $"lowest equity {lowest:P2}");
    }

    [Fact]
    public void Cascades_FirstBetweenMinuteTwelveAndTwenty_ThenAboutHourly()
    {
        var first = hour.Forced.Min(print => print.At) - SeededMarketTests.Start;

        Assert.InRange(first, TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(20));
        Assert.DoesNotContain(hour.Forced, print => print.At > SeededMarketTests.Start + first + TimeSpan.FromMinutes(2)
            && print.At < SeededMarketTests.Start + first + TimeSpan.FromMinutes(40));
    }

    [Fact]
    public void Cascade_First_TakesPriceAndOpenInterestDownTogether()
    {
        var symbol = hour.Forced[0].Symbol;
        var at = hour.Forced[0].At;
        var before = hour.Samples[symbol].Last(sample => sample.At < at);
        var around = hour.Samples[symbol].Where(sample => sample.At >= at && sample.At < at.AddMinutes(2)).ToList();

        Assert.True(around.Max(sample => Math.Abs((sample.Mark / before.Mark) - 1m)) > 0.02m);
        Assert.True(around.Min(sample => sample.OpenInterest) < before.OpenInterest * 0.8m);
    }

    [Fact]
    public void Tape_OfEveryInstrument_KeepsItsPace()
    {
        foreach (var (symbol, count) in hour.TradeCounts)
        {
            var perSecond = count / 3600.0;
            if (symbol == "BTCUSDT")
                Assert.InRange(perSecond, 3, 15);
            else
                Assert.InRange(perSecond, 1, 5);
        }
    }

    [Fact]
    public void Returns_OfEveryAltcoin_GoWithBitcoin()
    {
        var bitcoin = hour.MinuteReturns("BTCUSDT");
        foreach (var symbol in hour.TradeCounts.Keys.Where(symbol => symbol != "BTCUSDT"))
            Assert.InRange(Correlation(bitcoin, hour.MinuteReturns(symbol)), 0.15, 0.99);
    }

    [Fact]
    public void Basis_OverTheHour_ReturnsToZero()
    {
        foreach (var samples in hour.Samples.Values)
        {
            var basis = samples.Select(sample => (double)((sample.Mark / sample.Index) - 1m)).ToList();
            Assert.InRange(basis.Average(), -0.0006, 0.0006);
            Assert.InRange(basis.Max(Math.Abs), 0.0001, 0.01);
        }
    }

    private IEnumerable<Print> Before(int minutes) =>
        hour.Prints.Where(print => print.At < SeededMarketTests.Start.AddMinutes(minutes));

    // Which comes first within a quarter of an hour: half a percent for the breakout, or three tenths against it.
    private int Outcome(Breakout breakout)
    {
        foreach (var print in hour.After(breakout.Symbol, breakout.At))
        {
            if (print.At - breakout.At > TimeSpan.FromMinutes(15))
                break;
            var gain = ((print.Price / breakout.Price) - 1m) * breakout.Direction;
            if (gain > 0.005m)
                return 1;
            if (gain < -0.003m)
                return -1;
        }

        return 0;
    }

    private static double Correlation(List<double> x, List<double> y)
    {
        var pairs = x.Zip(y).ToList();
        var (meanX, meanY) = (x.Average(), y.Average());
        var both = pairs.Sum(pair => (pair.First - meanX) * (pair.Second - meanY));
        return both / Math.Sqrt(x.Sum(value => (value - meanX) * (value - meanX)) * y.Sum(value => (value - meanY) * (value - meanY)));
    }
}
