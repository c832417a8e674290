using Titan.Engine.Configuration;
using Titan.Engine.Model;
using Titan.Web.Tuning;

namespace Titan.Tests.ConsoleTests;

/// <summary>Limits are typed in the unit that stands beside the field, with either sign for decimals, and what could mean two values is asked again.</summary>
public sealed class LimitTextTests
{
    [Theory]
    [InlineData("maxRiskPerTrade", "1.5", "0.015")]
    [InlineData("maxRiskPerTrade", " 1,5 % ", "0.015")]
    [InlineData("maxRiskPerTrade", "1.", "0.01")]
    [InlineData("maxRiskPerTrade", ".5", "0.005")]
    [InlineData("maxRiskPerTrade", "2.00000000000000000001", "0.0200000000000000000001")]
    [InlineData("maxLeverage", "12×", "12")]
    [InlineData("maxLeverage", "12x", "12")]
    [InlineData("breakerCooldownHours", "4 h", "4")]
    [InlineData("minEquity", "1500", "1500")]
    [InlineData("minEquity", "1,500.50 USDT", "1500.50")]
    [InlineData("minEquity", "1.500,50", "1500.50")]
    [InlineData("minEquity", "1 500", "1500")]
    [InlineData("minEquity", "1'500", "1500")]
    [InlineData("minEquity", "12,345,678", "12345678")]
    [InlineData("minEquity", "0,125", "0.125")]
    [InlineData("minEquity", "\u221210", "-10")]
    [InlineData("maxPositions", "3.5", "3.5")]
    public void Number_AsPeopleTypeIt_IsReadInTheEnginesMeasure(string name, string text, string value) =>
        Assert.Equal((decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), null), LimitText.Read(Of(name), text));

    [Theory]
    [InlineData("1,500", "1,500 could mean 1.5 or 1500. Type it without a sign for thousands.")]
    [InlineData("1.500", "1.500 could mean 1.5 or 1500. Type it without a sign for thousands.")]
    [InlineData("", "Type a number, or undo.")]
    [InlineData("%", "% is not a number.")]
    [InlineData("twelve", "twelve is not a number.")]
    [InlineData("1 5", "1 5 is not a number.")]
    [InlineData("1,2,3", "1,2,3 is not a number.")]
    [InlineData("1e3", "1e3 is not a number.")]
    [InlineData("99999999999999999999999999999999", "99999999999999999999999999999999 is not a number.")]
    public void Text_ThatIsNoOneNumber_IsAskedAgain(string text, string problem)
    {
        var (value, words) = LimitText.Read(Of("minEquity"), text);
        Assert.Equal((null, problem), (value, words));
    }

    /// <summary>1125 % is no limit that anybody could mean.</summary>
    [Theory]
    [InlineData("11.125")]
    [InlineData("11,125")]
    public void TwoReadings_OfWhichOneIsInRange_MeanThatOne(string text) => Assert.Equal(0.11125m, LimitText.Read(Of("hardDrawdown"), text).Value);

    [Theory]
    [InlineData("maxRiskPerTrade", "0.02", "2", "2 %", "1–5 %")]
    [InlineData("maxRiskPerTrade", "0.0123456", "1.23456", "1.23456 %", "1–5 %")]
    [InlineData("maxLeverage", "20", "20", "20×", "5–50×")]
    [InlineData("maxPositions", "5", "5", "5", "1–20")]
    [InlineData("breakerCooldownHours", "4", "4", "4 h", "1–24 h")]
    [InlineData("lossWindowMinutes", "0", "0", "0 min", "0–1,440 min")]
    [InlineData("minEquity", "1500", "1500", "1,500 USDT", "0 and more")]
    public void Value_IsWrittenUnroundedWithItsUnitAndRange(string name, string value, string written, string said, string range)
    {
        var limit = Of(name);
        var number = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((written, said, range), (LimitText.Write(limit, number), LimitText.Say(limit, number), LimitText.Range(limit)));
        Assert.Equal(number, LimitText.Read(limit, LimitText.Write(limit, number)).Value);
    }

    [Fact]
    public void Limits_AreAllThatTheEngineChangesLive_TheManualsThreeFirst()
    {
        Assert.Equal(RiskLimits.Values(new RiskConfig()).Keys.Order(), Limits.All.Select(limit => limit.Name).Order());
        Assert.Equal(["maxRiskPerTrade", "maxDailyDrawdown", "maxLeverage"], Limits.All.Take(3).Select(limit => limit.Name));
        Assert.All(Limits.All, limit => Assert.InRange(limit.Most, limit.Least, 1_000_000_000m));
    }

    [Theory]
    [InlineData("allowed 0.01 to 0.05", "20 %: allowed 1 % to 5 %.")]
    [InlineData("a whole number", "20 %: a whole number.")]
    [InlineData("less than its neighbour", "20 %: less than its neighbour")]
    public void Complaint_OfTheEngine_IsSaidInTheUnitOfTheField(string allowed, string words) =>
        Assert.Equal(words, LimitText.Complaint(Of("maxRiskPerTrade"), 0.2m, new ConfigProblem("maxRiskPerTrade", "0.2", allowed)));

    internal static Limit Of(string name) => Limits.Of(name)!;
}
