using System.Globalization;
using Microsoft.Extensions.Configuration;
using Titan.Engine.Configuration;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>The rules keep the spec's numbers: its tables 2.3, 2.4 and 6 against our defaults, and every range.</summary>
public sealed class SettingsTests
{
    /// <summary>Key, default, range as table 6 has them.</summary>
    public static TheoryData<string, double, double, double> Table => new()
    {
        { "UpdateIntervalMs", 60_000, 10_000, 300_000 },
        { "UniverseSize", 500, 20, 500 },
        { "TopSymbolsCount", 20, 1, 50 },
        { "MinScore", 60, 0, 100 },
        { "FallbackScore", 50, 0, 100 },
        { "TriggerTolerance", 0.001, 0.0001, 0.005 },
        { "MinTradesIn100ms", 50, 1, 1_000 },
        { "VolumeWindowMs", 100, 10, 1_000 },
        { "ExtremeVelocity", 0.005, 0.0011, 0.1 },
        { "ModerateVelocity", 0.001, 0, 0.0049 },
        { "AggressiveMarkup", 0.002, 0, 0.01 },
        { "HoldMs", 200, 0, 2_000 },
        { "MaxRunawayPct", 0.5, 0.1, 2 },
        { "CooldownSeconds", 300, 0, 3_600 },
        { "BlacklistSeconds", 300, 0, 3_600 },
        { "OrderTimeoutMs", 2_000, 100, 5_000 },
    };

    /// <summary>Type, enabled, confidence, leverage, nominal stop and target as tables 2.3 and 2.4 have them.</summary>
    public static TheoryData<TrapType, string, bool, int, int, double, double> Types => new()
    {
        { TrapType.Liquidation, "LIQUIDATION", true, 95, 20, 0.01, 0.03 },
        { TrapType.DailyLevel, "DAILY_LEVEL", true, 85, 12, 0.01, 0.03 },
        { TrapType.Bollinger, "BOLLINGER", true, 90, 15, 0.01, 0.03 },
        { TrapType.SigmaFade, "SIGMA_FADE", false, 80, 10, 0.015, 0.03 },
        { TrapType.OiWipeout, "OI_WIPEOUT", true, 95, 20, 0.02, 0.05 },
        { TrapType.FundingSqueeze, "FUNDING_SQUEEZE", true, 90, 15, 0.015, 0.07 },
        { TrapType.BasisArb, "BASIS_ARB", true, 85, 10, 0.005, 0.005 },
        { TrapType.UltimateBulgaria, "ULTIMATE_BULGARIA", true, 98, 20, 0.02, 0.05 },
    };

    public static TheoryData<string, double, double> TypeRanges => new()
    {
        { "Confidence", 0, 100 },
        { "Leverage", 1, 20 },
        { "StopLoss", 0.001, 0.029 },
        { "TakeProfit", 0.011, 0.20 },
        { "CooldownSeconds", 0, 3_600 },
        { "MinConfidence", 0, 100 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Setting_HasTheSpecsDefaultAndRange(string name, double standard, double from, double to)
    {
        var value = typeof(ScavengerOptions).GetProperty(name)!.GetValue(new ScavengerOptions())!;
        Assert.Equal(standard, Convert.ToDouble(value, CultureInfo.InvariantCulture));
        Assert.Empty(Read((name, from)));
        Assert.Empty(Read((name, to)));
        Assert.Equal($"Titan:Strategies:Scavenger:{name}", Read((name, to * 10 + 1))[0].Key);
        Assert.Equal($"Titan:Strategies:Scavenger:{name}", Read((name, -1))[0].Key);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void TrapType_HasTheSpecsNumbers(TrapType type, string word, bool enabled, int confidence, int leverage, double stop, double target)
    {
        var own = new TrapsOptions().Of(type);
        Assert.Equal(
            (word, enabled, confidence, leverage, (decimal)stop, (decimal)target, 0, 0),
            (type.Word(), own.Enabled, own.Confidence, own.Leverage, own.StopLoss, own.TakeProfit, own.CooldownSeconds, own.MinConfidence));
    }

    [Theory]
    [MemberData(nameof(TypeRanges))]
    public void TrapType_OutOfARange_IsNamedWithItsType(string name, double from, double to)
    {
        Assert.Empty(Read(($"Traps:Liquidation:{name}", from), ($"Traps:OiWipeout:{name}", to)));
        Assert.Equal($"Titan:Strategies:Scavenger:Traps:DailyLevel:{name}", Read(($"Traps:DailyLevel:{name}", to * 10 + 1))[0].Key);
        Assert.Equal($"Titan:Strategies:Scavenger:Traps:DailyLevel:{name}", Read(($"Traps:DailyLevel:{name}", -1))[0].Key);
    }

    [Fact]
    public void SettingOfOneType_LeavesItsOtherNumbersAlone()
    {
        var (config, problems) = ConfigValidator.Read(Configuration(("Traps:Liquidation:Leverage", 5)));
        Assert.Empty(problems);
        var own = config.Strategies.Scavenger.Traps.Liquidation;
        Assert.Equal((5, 95, 0.03m), (own.Leverage, own.Confidence, own.TakeProfit));
        Assert.Equal(12, config.Strategies.Scavenger.Traps.DailyLevel.Leverage);
    }

    [Fact]
    public void TargetNotAboveItsStop_IsAComplaintExceptForABasis()
    {
        Assert.Equal("Titan:Strategies:Scavenger:Traps:Bollinger:TakeProfit", Assert.Single(Read(("Traps:Bollinger:TakeProfit", 0.01))).Key);
        Assert.Empty(Read(("Traps:BasisArb:StopLoss", 0.01)));
    }

    [Fact]
    public void ExtremeVelocity_NotAboveTheModerate_IsAComplaint() =>
        Assert.Equal("Titan:Strategies:Scavenger:ExtremeVelocity", Assert.Single(Read(("ExtremeVelocity", 0.001))).Key);

    [Fact]
    public void OtherSwitches_AreOff()
    {
        var options = new ScavengerOptions();
        Assert.Equal(
            (true, false, false, false, false, false),
            (options.Enabled, options.GhostMode, options.CountUnderlyingFills, options.AdaptiveBurst, options.AccelerationVeto, options.VelocityScaling));
        Assert.Equal(2m, new RiskConfig().FeeBarrierMultiplier);
    }

    [Fact]
    public void EveryNumber_IsInATable()
    {
        Assert.Equal(
            Table.Select(row => (string)row[0]).Order(StringComparer.Ordinal),
            typeof(ScavengerOptions).GetProperties().Where(property => property.PropertyType == typeof(int) || property.PropertyType == typeof(decimal)).Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            TypeRanges.Select(row => (string)row[0]).Order(StringComparer.Ordinal),
            typeof(TrapTypeOptions).GetProperties().Where(property => property.PropertyType == typeof(int) || property.PropertyType == typeof(decimal)).Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<ConfigProblem> Read(params (string Key, double Value)[] settings) => ConfigValidator.Read(Configuration(settings)).Problems;

    private static IConfiguration Configuration(params (string Key, double Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create($"Titan:Strategies:Scavenger:{pair.Key}", (string?)pair.Value.ToString(CultureInfo.InvariantCulture))))
        .Build();
}
