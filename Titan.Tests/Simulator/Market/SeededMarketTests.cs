using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Market;

public sealed class SeededMarketTests
{
    internal static readonly DateTimeOffset Start = new(2025, 11, 24, 9, 0, 0, TimeSpan.Zero);
    // SHA-256 of ten minutes of seed 7. A change of the generator changes it: look at the market again, then commit the new one.
    private const string CommittedHash = "54C99811722C086EE561912071121ED40BE31BC409DF2346F5FD6D715DE40A19";
    private static readonly SeededMarketOptions ShortHistory = new() { HistoryHours = 2 };

    [Fact]
    public void Next_SameSeedTwice_SameBytesAsEver()
    {
        var first = HashTenMinutes(Start);
        var second = HashTenMinutes(Start.AddYears(1));

        Assert.Equal(first, second);
        Assert.Equal(CommittedHash, first);
    }

    [Fact]
    public void Next_OtherSeed_OtherPrices()
    {
        var one = new SeededMarket(7, Start, ShortHistory).Next()!;
        var other = new SeededMarket(8, Start, ShortHistory).Next()!;

        Assert.NotEqual(one.Instruments[0].MarkPrice, other.Instruments[0].MarkPrice);
    }

    [Fact]
    public void Next_AnySeed_BooksAreSortedUncrossedAndOnTheGrid() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var market = new SeededMarket(seed, Start, ShortHistory);
            for (var i = 0; i < 300; i++)
                MarketLaws.Check(market.Instruments, market.Next()!);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    [Fact]
    public void Next_ThroughACascade_BooksStayLawful()
    {
        var soon = new SeededMarketOptions
        {
            HistoryHours = 2,
            FirstCascadeAfter = TimeSpan.FromSeconds(10),
            FirstCascadeBefore = TimeSpan.FromSeconds(10),
        };
        var market = new SeededMarket(3, Start, soon);
        var tape = new OutsideTape(market);
        var forced = 0;
        for (var i = 0; i < 1_200; i++)
        {
            var (step, prints) = tape.Next()!.Value;
            MarketLaws.Check(market.Instruments, step);
            forced += prints.Count(print => print.Liquidation);
        }

        Assert.True(forced > 100, $"only {forced} forced prints");
    }

    [Fact]
    public void Next_StepAfterStep_TimeRunsEvenlyFromTheStart()
    {
        var market = new SeededMarket(7, Start, ShortHistory);

        for (var i = 0; i < 50; i++)
            Assert.Equal(Start.AddMilliseconds(100 * i), market.Next()!.At);
    }

    [Fact]
    public void Next_UnchangedSide_IsTheSameList()
    {
        var market = new SeededMarket(7, Start, ShortHistory);
        var before = market.Next()!;
        var same = 0;
        for (var i = 0; i < 300; i++)
        {
            var step = market.Next()!;
            same += step.Instruments.Zip(before.Instruments).Count(pair => ReferenceEquals(pair.First.Bids, pair.Second.Bids));
            before = step;
        }

        Assert.InRange(same, 300 * 9 / 5, 300 * 9);
    }

    [Fact]
    public void History_EveryInstrument_MinutesWithoutGapsUpToTheStart()
    {
        var market = new SeededMarket(7, Start.AddSeconds(17));

        foreach (var instrument in market.Instruments)
        {
            var bars = market.History(instrument.Symbol);
            Assert.Equal(200 * 60, bars.Count);
            Assert.Equal(Start.AddMinutes(-1).ToUnixTimeMilliseconds(), bars[^1].OpenTimeMs);
            for (var i = 0; i < bars.Count; i++)
            {
                var bar = bars[i];
                Assert.True(bar.Low <= Math.Min(bar.Open, bar.Close) && bar.High >= Math.Max(bar.Open, bar.Close), $"{instrument.Symbol} {bar}");
                Assert.True(bar.Low > 0 && bar.Volume > 0 && bar.Turnover > 0, $"{instrument.Symbol} {bar}");
                Assert.Equal(0m, bar.Close % instrument.TickSize);
                Assert.Equal(0m, bar.Volume % instrument.QtyStep);
                if (i > 0)
                    Assert.Equal(bars[i - 1].OpenTimeMs + 60_000, bar.OpenTimeMs);
            }
        }
    }

    [Fact]
    public void History_LastClose_StandsAtTheFirstLivePrice()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var market = new SeededMarket(seed, Start, ShortHistory);
            var step = market.Next()!;
            foreach (var instrument in step.Instruments)
            {
                var close = market.History(instrument.Symbol)[^1].Close;
                var tick = market.Instruments.Single(spec => spec.Symbol == instrument.Symbol).TickSize;
                Assert.InRange(close, instrument.Bids[0].Price - (2 * tick), instrument.Asks[0].Price + (2 * tick));
            }
        }
    }

    [Fact]
    public void Constructor_OptionOutOfRange_NamesTheOption()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SeededMarket(7, Start, new() { HistoryHours = 0 }));

        Assert.Equal(nameof(SeededMarketOptions.HistoryHours), error.ParamName);
    }

    private static string HashTenMinutes(DateTimeOffset start)
    {
        var market = new SeededMarket(7, start);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var writer = new StepBytes();
        for (var i = 0; i < 6_000; i++)
            hash.AppendData(writer.Write(start, market.Next()!));
        foreach (var instrument in market.Instruments)
            hash.AppendData(writer.Write(market.History(instrument.Symbol)[^1] with { OpenTimeMs = 0 }));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
