using Microsoft.Extensions.Configuration;
using Titan.Engine.Configuration;
using Titan.Engine.Model;

namespace Titan.Tests.Configuration;

/// <summary>Settings (spec titan-trading 6): the seeds' defaults, every range, every complaint at once.</summary>
public sealed class ConfigValidatorTests
{
    public static TheoryData<string, double, double> Ranges => new()
    {
        { "Risk:MaxRiskPerTrade", 0.01, 0.05 },
        { "Risk:MaxDailyDrawdown", 0.03, 0.10 },
        { "Risk:MaxLeverage", 5, 50 },
        { "Risk:MaxTotalLeverage", 1, 50 },
        { "Risk:MaxPositions", 1, 20 },
        { "Risk:MaxPositionSizePercent", 0.1, 0.5 },
        { "Risk:MaxConsecutiveLosses", 1, 10 },
        { "Risk:BreakerCooldownHours", 1, 24 },
        { "Risk:HardDrawdown", 0.10, 0.30 },
        { "Risk:FeeBarrierMultiplier", 1.5, 3 },
        { "Risk:MaxOpenRisk", 0.01, 0.5 },
        { "Risk:LossWindowMinutes", 0, 1_440 },
        { "Risk:MaxWeeklyDrawdown", 0.05, 0.30 },
        { "Risk:MinEquity", 0, 1_000_000_000 },
        { "Safety:DrawdownVelocityPct", 1, 10 },
        { "Safety:Zscore", -10, 0 },
        { "Safety:ExpectedTradePnl", -1_000_000_000, 1_000_000_000 },
        { "Safety:ExpectedTradeStdev", 0, 1_000_000_000 },
        { "Safety:ExtremeGreedPct", 50, 10_000 },
        { "Safety:HighGreedPct", 0, 50 },
        { "Safety:ExtremeFearPct", -10_000, 0 },
        { "Execution:BookMaxAgeMs", 10, 10_000 },
        { "Execution:MaxSpreadPct", 0, 5 },
        { "Execution:ReconcileSeconds", 10, 600 },
        { "Execution:WalletPollSeconds", 1, 15 },
        { "Execution:EquityMaxAgeSeconds", 5, 15 },
        { "Execution:ReconcileMaxAgeSeconds", 20, 120 },
        { "Execution:PrivateStreamGraceSeconds", 0, 3 },
        { "Execution:MaxClockOffsetMs", 100, 1_000 },
        { "Execution:LoopStallSeconds", 1, 5 },
        { "Execution:FlattenAnswerSeconds", 1, 30 },
        { "Execution:OrderTimeoutMs", 100, 5_000 },
        { "Execution:MaxSlippagePct", 0, 5 },
        { "Execution:MaxTimestampDriftMs", 1_000, 30_000 },
        { "Execution:SignalTtlSeconds", 60, 3_600 },
        { "Strategies:Breakout:ChannelBars", 5, 500 },
        { "Strategies:Breakout:AtrBars", 2, 100 },
        { "Strategies:Breakout:StopAtr", 0.5, 10 },
        { "Strategies:Breakout:MinStop", 0.001, 0.1 },
        { "Strategies:Breakout:TargetR", 1, 10 },
        { "Strategies:Breakout:RiskPerTrade", 0.001, 0.05 },
        { "Strategies:Breakout:MaxChase", 0, 0.01 },
        { "Strategies:Breakout:CooldownSeconds", 0, 3600 },
    };

    [Fact]
    public void Defaults_AreTheSeedsNumbersAndValid()
    {
        var (config, problems) = Read();
        Assert.Empty(problems);
        Assert.Equal((TradingMode.Paper, MarketSource.Simulator), (config.Mode, config.Market));
        var risk = config.Risk;
        Assert.Equal((0.02m, 0.07m, 20m, 50m, 5, 0.5m), (risk.MaxRiskPerTrade, risk.MaxDailyDrawdown, risk.MaxLeverage, risk.MaxTotalLeverage, risk.MaxPositions, risk.MaxPositionSizePercent));
        Assert.Equal((3, 4m, 0.15m, 0.06m), (risk.MaxConsecutiveLosses, risk.BreakerCooldownHours, risk.HardDrawdown, risk.MaxOpenRisk));
        Assert.Equal((0, 0.15m, 150m), (risk.LossWindowMinutes, risk.MaxWeeklyDrawdown, risk.MinEquity));
        Assert.Equal((2.0m, -2.0m, 100m, 50m, -50m), (
            config.Safety.DrawdownVelocityPct, config.Safety.Zscore, config.Safety.ExtremeGreedPct, config.Safety.HighGreedPct, config.Safety.ExtremeFearPct));
        var execution = config.Execution;
        Assert.Equal((1000, 0.1m, 60, 2000, 10_000m), (execution.BookMaxAgeMs, execution.MaxSpreadPct, execution.ReconcileSeconds, execution.OrderTimeoutMs, execution.MinDepthUsd));
        Assert.Equal((15, 120, 3, 1000, 5, 30), (
            execution.EquityMaxAgeSeconds, execution.ReconcileMaxAgeSeconds, execution.PrivateStreamGraceSeconds, execution.MaxClockOffsetMs,
            execution.LoopStallSeconds, execution.FlattenAnswerSeconds));
        Assert.Equal(
            ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "ADAUSDT", "DOGEUSDT", "XRPUSDT", "AVAXUSDT", "DOTUSDT"], config.Whitelist.Symbols);
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Range_OnBothEnds_IsAllowedAndBeyondNamedWithItsLimits(string key, double from, double to)
    {
        Assert.Empty(Read((key, Text(from))).Problems);
        Assert.Empty(Read((key, Text(to))).Problems);
        foreach (var beyond in new[] { from - 1, to + 1 })
        {
            var problem = Assert.Single(Read((key, Text(beyond))).Problems);
            Assert.Equal(($"Titan:{key}", Text(beyond)), (problem.Key, problem.Value));
            Assert.Contains(Text(from), problem.Allowed.Replace("0.10", "0.1", StringComparison.Ordinal).Replace("0.30", "0.3", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryNumber_HasARange()
    {
        var known = Ranges.Select(row => (string)row[0]).Append("Execution:MinDepthUsd");
        // The traps have tables of their own (Strategies/Scavenger/SettingsTests).
        var numbers = Numbers(typeof(TitanConfig), "").Where(key => !key.StartsWith("Strategies:Scavenger:", StringComparison.Ordinal));
        Assert.Equal(known.Order(StringComparer.Ordinal), numbers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void UnknownKey_IsNamed()
    {
        var problem = Assert.Single(Read(("Risk:MaxLeverge", "10")).Problems);
        Assert.Equal("Titan:Risk:MaxLeverge", problem.Key);
    }

    [Fact]
    public void SectionsOfOtherRooms_AreTheirs() => Assert.Empty(Read(("Venues:Bybit:ApiKey", "x"), ("Access:Anything", "y")).Problems);

    [Theory]
    [InlineData("Risk:MaxPositions", "5.5")]
    [InlineData("Risk:MaxPositions", "many")]
    [InlineData("Risk:MaxLeverage", "1,000")]
    [InlineData("Risk:MaxLeverage", "ten")]
    [InlineData("Mode", "Demo")]
    [InlineData("Mode", "1")]
    [InlineData("Strategies:Breakout:Enabled", "yes")]
    public void ValueOfTheWrongKind_IsAComplaintAndNeverAnException(string key, string value) =>
        Assert.Equal(($"Titan:{key}", value), (Read((key, value)).Problems.Single().Key, Read((key, value)).Problems.Single().Value));

    [Theory]
    [InlineData("Whitelist:Symbols", "BTCUSDT")]
    [InlineData("Risk", "5")]
    public void ValueWhereAListOrAGroupBelongs_IsAComplaint(string key, string value) => Assert.Equal($"Titan:{key}", Assert.Single(Read((key, value)).Problems).Key);

    [Fact]
    public void Complaints_OfEveryKind_ComeAllAtOnce()
    {
        var problems = Read(("Risk:MaxLeverge", "10"), ("Risk:MaxLeverage", "ten"), ("Risk:MaxPositions", "99"), ("Whitelist:Symbols:0", "btc")).Problems;
        Assert.Equal(
            ["Titan:Risk:MaxLeverage", "Titan:Risk:MaxLeverge", "Titan:Risk:MaxPositions", "Titan:Whitelist:Symbols"],
            problems.Select(problem => problem.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Symbols_WhenNamed_ReplaceTheDefaults() =>
        Assert.Equal(["SOLUSDT", "XRPUSDT"], Read(("Whitelist:Symbols:0", "SOLUSDT"), ("Whitelist:Symbols:1", "XRPUSDT")).Config.Whitelist.Symbols);

    [Theory]
    [InlineData("BTCUSD")]
    [InlineData("btcusdt")]
    [InlineData("AUSDT")]
    [InlineData("BTC-USDT")]
    public void Symbol_OfAnotherShape_IsAComplaint(string symbol) => Assert.Single(Read(("Whitelist:Symbols:0", symbol)).Problems);

    [Fact]
    public void Symbol_NamedTwice_IsAComplaint() => Assert.Single(Read(("Whitelist:Symbols:0", "BTCUSDT"), ("Whitelist:Symbols:1", "BTCUSDT")).Problems);

    [Fact]
    public void Keys_InAnyCase_AreTheSameKey() => Assert.Equal(7m, Read(("risk:maxleverage", "7")).Config.Risk.MaxLeverage);

    [Fact]
    public void Numbers_InAnyCulture_AreReadAndSaidTheSame()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Assert.Equal(0.05m, Read(("Risk:MaxRiskPerTrade", "0.05")).Config.Risk.MaxRiskPerTrade);
            var problem = Assert.Single(Read(("Strategies:Breakout:StopAtr", "0.25")).Problems);
            Assert.Equal(("0.25", "allowed 0.5 to 10"), (problem.Value, problem.Allowed));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<string> Numbers(Type type, string path) =>
        from property in type.GetProperties()
        let key = path + property.Name
        from found in property.PropertyType == typeof(int) || property.PropertyType == typeof(decimal) ? [key]
            : property.PropertyType is { IsClass: true, Namespace: { } room } && room.StartsWith("Titan", StringComparison.Ordinal) ? Numbers(property.PropertyType, key + ":")
            : []
        select found;

    private static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static (TitanConfig Config, IReadOnlyList<ConfigProblem> Problems) Read(params (string Key, string Value)[] settings) =>
        ConfigValidator.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create($"Titan:{pair.Key}", (string?)pair.Value)))
            .Build());
}
