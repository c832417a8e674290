using System.Text.Json;
using System.Text.Json.Serialization;
using Titan.Engine.Configuration;

namespace Titan.Tests.Configuration;

/// <summary>The version of a configuration: the same for the same settings, another for any other, and no secret in it.</summary>
public sealed class ConfigVersionTests
{
    [Fact]
    public void Version_OfTheSameSettings_IsTheSameHoweverTheyWereTyped()
    {
        var one = new TitanConfig { Risk = new RiskConfig { MaxRiskPerTrade = 0.02m, MaxLeverage = 20m }, Whitelist = new WhitelistConfig { Symbols = ["BTCUSDT", "ETHUSDT"] } };
        var other = new TitanConfig { Risk = new RiskConfig { MaxRiskPerTrade = 0.0200m, MaxLeverage = 20.0m }, Whitelist = new WhitelistConfig { Symbols = ["ETHUSDT", "BTCUSDT"] } };
        Assert.Equal(ConfigVersion.Of(one), ConfigVersion.Of(other));
        Assert.Matches("^[0-9a-f]{12}$", ConfigVersion.Of(one));
    }

    [Fact]
    public void Version_OfAnyOtherSetting_IsAnother()
    {
        var usual = new TitanConfig();
        TitanConfig[] others =
        [
            usual with { Risk = usual.Risk with { MaxPositions = 4 } },
            usual with { Execution = usual.Execution with { MinDepthUsd = 9_999.99m } },
            usual with { Mode = TradingMode.Live },
            usual with { Whitelist = new WhitelistConfig { Symbols = ["BTCUSDT"] } },
            usual with { Strategies = usual.Strategies with { Scavenger = usual.Strategies.Scavenger with { GhostMode = true } } },
        ];
        Assert.Equal(others.Length + 1, others.Append(usual).Select(ConfigVersion.Of).Distinct().Count());
    }

    /// <summary>The text is written by code made at compile time and read by reflection: versions of older ledgers must keep their text and hash.</summary>
    [Fact]
    public void Write_OfEverySetting_IsWhatReflectionWouldWrite()
    {
        var plain = new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } };
        var config = new TitanConfig { Mode = TradingMode.Live, Whitelist = new WhitelistConfig { Symbols = ["BTCUSDT", "ETHUSDT"] } };

        Assert.Equal(JsonSerializer.Serialize(config, plain), ConfigVersion.Write(config));
        Assert.Equal(JsonSerializer.Serialize(new TitanConfig(), plain), ConfigVersion.Write(new TitanConfig()));
    }

    [Fact]
    public void Lines_HoldEverySettingOnceAndNoSecret()
    {
        var lines = ConfigVersion.Lines(new TitanConfig());
        Assert.Equal(lines.Count, lines.Select(line => line[..line.IndexOf('=', StringComparison.Ordinal)]).Distinct().Count());
        Assert.Contains("Risk:MaxLeverage=20", lines);
        Assert.Contains("Risk:MaxDailyDrawdown=0.07", lines);
        Assert.DoesNotContain(lines, line => line.Contains("Secret", StringComparison.OrdinalIgnoreCase) || line.Contains("ApiKey", StringComparison.OrdinalIgnoreCase));
    }
}
