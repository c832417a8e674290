using Titan.Engine.Configuration;

namespace Titan.Tests.Configuration;

/// <summary>Tags, differences and the record of a version (spec titan-trading 6), and the limits that may be set while Titan runs (seed 002).</summary>
public sealed class SettingsVersionsTests
{
    private static readonly DateTimeOffset Noon = new(2024, 12, 13, 10, 30, 0, 250, TimeSpan.Zero);

    [Theory]
    [InlineData(null, "2024-12-13T10:30:00Z")]
    [InlineData("2024-12-13T10:29:59Z", "2024-12-13T10:30:00Z")]
    [InlineData("2024-12-13T10:30:00Z", "2024-12-13T10:30:00.250Z")]
    [InlineData("2024-12-13T10:30:00.250Z", "2024-12-13T10:30:00.251Z")]
    [InlineData("2024-12-13T10:30:00.900Z", "2024-12-13T10:30:00.901Z")]
    public void Tag_IsTheSecondItBegan_AndTheMillisecondWhenThatIsTaken(string? last, string tag) => Assert.Equal(tag, SettingsVersions.Tag(Noon, last));

    [Fact]
    public void Difference_NamesEverySettingThatIsAnother()
    {
        var usual = new TitanConfig();
        var changes = SettingsVersions.Between(usual, usual with { Risk = usual.Risk with { MaxLeverage = 10m, MaxPositions = 3 } });
        Assert.Equal([new SettingChange("Risk:MaxLeverage", "20", "10"), new SettingChange("Risk:MaxPositions", "5", "3")], changes);
        Assert.Empty(SettingsVersions.Between(usual, usual with { Risk = usual.Risk with { MaxLeverage = 20.00m } }));
    }

    [Fact]
    public void Difference_InWords_TellsOfTheListOnlyWhatCameAndWent()
    {
        var two = new TitanConfig { Whitelist = new WhitelistConfig { Symbols = ["BTCUSDT", "ETHUSDT"] } };
        var other = two with { Whitelist = two.Whitelist.Without("BTCUSDT").With("SOLUSDT"), Risk = two.Risk with { MaxLeverage = 10m } };
        Assert.Equal("Risk:MaxLeverage 20 to 10, whitelist +SOLUSDT -BTCUSDT", string.Join(", ", SettingsVersions.Between(two, other)));
        Assert.Empty(SettingsVersions.Between(two, two with { Whitelist = new WhitelistConfig { Symbols = ["ETHUSDT", "BTCUSDT"] } }));
    }

    [Fact]
    public void Record_OfAConfiguration_ComesBackAsItWas()
    {
        var config = new TitanConfig { Risk = new RiskConfig { MaxRiskPerTrade = 0.013m }, Whitelist = new WhitelistConfig { Symbols = ["SOLUSDT"] }, Mode = TradingMode.Live };
        var back = ConfigVersion.Read(ConfigVersion.Write(config));
        Assert.Empty(SettingsVersions.Between(config, back!));
        Assert.Null(ConfigVersion.Read("{"));
    }

    [Fact]
    public void Limits_ByName_AreSetAndWhatIsNoneIsNamed()
    {
        var (risk, problems) = RiskLimits.With(new RiskConfig(), new Dictionary<string, decimal> { ["maxLeverage"] = 12.5m, ["maxPositions"] = 4m });
        Assert.Empty(problems);
        Assert.Equal((12.5m, 4, 0.02m), (risk.MaxLeverage, risk.MaxPositions, risk.MaxRiskPerTrade));
        var (same, wrong) = RiskLimits.With(new RiskConfig(), new Dictionary<string, decimal> { ["maxPositions"] = 2.5m, ["maxlev"] = 3m });
        Assert.Equal(["maxPositions", "maxlev"], wrong.Select(problem => problem.Key));
        Assert.Equal(new RiskConfig(), same);
    }

    [Theory]
    [InlineData("maxRiskPerTrade", 0.01, 0.05)]
    [InlineData("maxDailyDrawdown", 0.03, 0.10)]
    [InlineData("maxLeverage", 5, 50)]
    public void Limits_HaveTheRangesOfTheManual(string name, double least, double most)
    {
        Assert.Empty(Check(name, (decimal)least));
        Assert.Empty(Check(name, (decimal)most));
        Assert.Equal([name], Check(name, (decimal)least - 0.001m));
        Assert.Equal([name], Check(name, (decimal)most + 0.001m));
    }

    private static IEnumerable<string> Check(string name, decimal value) =>
        RiskLimits.Check(new TitanConfig { Risk = RiskLimits.With(new RiskConfig(), new Dictionary<string, decimal> { [name] = value }).Risk }).Select(problem => problem.Key);
}
