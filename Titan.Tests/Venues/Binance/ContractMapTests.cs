using Titan.Engine.Venues.Binance;

namespace Titan.Tests.Venues.Binance;

/// <summary>Which spot pair leads a contract (spec titan-trading 2.1).</summary>
public sealed class ContractMapTests
{
    [Theory]
    [InlineData("BTCUSDT", "BTCUSDT", 1)]
    [InlineData("1000PEPEUSDT", "PEPEUSDT", 1_000)]
    [InlineData("10000LADYSUSDT", "LADYSUSDT", 10_000)]
    [InlineData("1000000MOGUSDT", "MOGUSDT", 1_000_000)]
    [InlineData("SHIB1000USDT", "SHIBUSDT", 1_000)]
    [InlineData("1INCHUSDT", "1INCHUSDT", 1)]
    [InlineData("C98USDT", "C98USDT", 1)]
    [InlineData("BTCPERP", "BTCPERP", 1)]
    public void Contract_FirstChoice_IsTheCoinItself(string contract, string pair, int multiplier) =>
        Assert.Equal(new PairCandidate(pair, multiplier), ContractMap.Candidates(contract)[0]);

    [Fact]
    public void Contract_OfACoinThatSpotBundlesToo_HasThatPairAmongItsChoices()
    {
        Assert.Contains(new PairCandidate("1000SATSUSDT", 10m), ContractMap.Candidates("10000SATSUSDT"));
        Assert.Contains(new PairCandidate("1MBABYDOGEUSDT", 1m), ContractMap.Candidates("1000000BABYDOGEUSDT"));
        Assert.Contains(new PairCandidate("1000CATUSDT", 0.001m), ContractMap.Candidates("CATUSDT"));
    }

    [Fact]
    public void Pair_OfABundle_TellsPriceAndQuantityPerContractUnit()
    {
        var pair = SpotPayloads.Pairs[1];
        Assert.Equal(0.0123m, pair.ContractPrice(0.0000123m));
        Assert.Equal(5m, pair.ContractQuantity(5_000m));
        Assert.Equal(0.0000123m * 5_000m, pair.ContractPrice(0.0000123m) * pair.ContractQuantity(5_000m));
    }
}
