using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>Next funding of a position: when, at which rate, who pays whom; what was not told is unknown and never 0.</summary>
public sealed class PositionFundingTests
{
    private static readonly DateTimeOffset Next = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.052, 0.0001, "−0.48 USDT", "longs pay shorts: we pay", Tone.Loss)]
    [InlineData(-0.052, 0.0001, "+0.48 USDT", "longs pay shorts: we receive", Tone.Gain)]
    [InlineData(0.052, -0.0001, "+0.48 USDT", "shorts pay longs: we receive", Tone.Gain)]
    [InlineData(-0.052, -0.0001, "−0.48 USDT", "shorts pay longs: we pay", Tone.Loss)]
    [InlineData(0.052, 0.0, "0.00 USDT", "nobody pays", Tone.Plain)]
    public void Payment_OfASideAndARate_SaysItsSignAndWhoPays(double quantity, double rate, string value, string words, Tone tone)
    {
        var btc = Told((decimal)rate);
        var fact = Fact(btc with { Position = btc.Position with { SignedQuantity = (decimal)quantity } }, "Funding, estimated");
        Assert.Equal((value, words, tone), (fact.Value, fact.Note, fact.Tone));
    }

    [Fact]
    public void Rate_OfAnInterval_IsSaidPerIntervalAndAYear()
    {
        var fact = Fact(Told(0.0001m), "Funding rate");
        Assert.Equal(("+0.0100 %", "every 8 h, +10.95 % a year"), (fact.Value, fact.Note));
    }

    [Fact]
    public void Time_OfTheNextFunding_CountsDown() => Assert.Equal(("08:00:00 UTC", "in 4 h 45 m"), Said(Told(0.0001m), "Next funding"));

    [Fact]
    public void Funding_ThatWasNotTold_IsUnknownAndNeverZero()
    {
        var facts = FundingFacts.Of(Anchor.Btc(Anchor.At), Anchor.At).ToArray();
        Assert.Equal(3, facts.Length);
        Assert.All(facts, fact => Assert.Equal((Figures.Unknown, Tone.Unknown), (fact.Value, fact.Tone)));
    }

    [Fact]
    public void Time_ThatHasPassed_IsNotTheNext() => Assert.Equal(Figures.Unknown, Fact(Told(0.0001m) with { NextFunding = Anchor.At }, "Next funding").Value);

    [Fact]
    public void Payment_WithoutAMarkPrice_IsUnknown() => Assert.Equal(Figures.Unknown, Fact(Told(0.0001m) with { MarkPrice = null }, "Funding, estimated").Value);

    private static Fact Fact(PositionView view, string name) => Assert.Single(FundingFacts.Of(view, Anchor.At), fact => fact.Name == name);

    private static (string, string) Said(PositionView view, string name)
    {
        var fact = Fact(view, name);
        return (fact.Value, fact.Note);
    }

    private static PositionView Told(decimal rate) => Anchor.Btc(Anchor.At) with { FundingRate = rate, NextFunding = Next, Instrument = Terms };

    private static Instrument Terms { get; } = new()
    {
        Id = new InstrumentId("BTCUSDT"),
        Index = 0,
        BaseCoin = "BTC",
        TickSize = 0.1m,
        QuantityStep = 0.001m,
        MinQuantity = 0.001m,
        MaxLimitQuantity = 100m,
        MaxMarketQuantity = 10m,
    };
}
