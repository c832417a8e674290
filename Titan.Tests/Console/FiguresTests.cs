using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>How people read numbers: true minus, thousands comma, a space before the percent sign, nothing rounded that must not be.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData(2450, "2,450.00")]
    [InlineData(0, "0.00")]
    [InlineData(-28.24, "−28.24")]
    [InlineData(1234567.891, "1,234,567.89")]
    [InlineData(0.005, "0.01")]
    [InlineData(-0.004, "0.00")]
    public void Money_ReadsWithCommaPointAndTrueMinus(double value, string text) => Assert.Equal(text, Figures.Money((decimal)value));

    [Theory]
    [InlineData(7.04, "+7.04")]
    [InlineData(-21.2, "−21.20")]
    [InlineData(0, "0.00")]
    [InlineData(0.004, "0.00")]
    [InlineData(-0.004, "0.00")]
    [InlineData(11645.5, "+11,645.50")]
    public void SignedMoney_AlwaysHasASignExceptZero(double value, string text) => Assert.Equal(text, Figures.SignedMoney((decimal)value));

    [Theory]
    [InlineData("0.023", "0.07", "−2.30")]
    [InlineData("0", "0.07", "0.00")]
    [InlineData("0.07", "0.07", "−7.000")]
    [InlineData("0.07001", "0.07", "−7.001")]
    [InlineData("0.06996", "0.07", "−6.996")]
    [InlineData("0.0699", "0.07", "−6.99")]
    public void Drawdown_AtItsLimit_ShowsAThirdDecimal(string fraction, string limit, string text) =>
        Assert.Equal(text, Figures.Drawdown(decimal.Parse(fraction, CultureInfo.InvariantCulture), decimal.Parse(limit, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("90923.5", 1, "90,923.5")]
    [InlineData("90923.5", 2, "90,923.50")]
    [InlineData("90923.57", 1, "90,923.57")]
    [InlineData("0.052000", 3, "0.052")]
    [InlineData("32.6", 0, "32.6")]
    [InlineData("410", 0, "410")]
    public void Exact_NeverRoundsAStop_AndPadsToTheInstrument(string value, int decimals, string text) =>
        Assert.Equal(text, Figures.Exact(decimal.Parse(value, CultureInfo.InvariantCulture), decimals));

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(0.4, "0.4 s")]
    [InlineData(0.99, "1 s")]
    [InlineData(41, "41 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(60, "1 m")]
    [InlineData(3599, "59 m")]
    [InlineData(4860, "1 h 21 m")]
    [InlineData(7200, "2 h")]
    [InlineData(259300, "3 d")]
    [InlineData(-5, "0.0 s")]
    public void Age_ReadsInOneOrTwoUnits(double seconds, string text) => Assert.Equal(text, Figures.Age(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(13908, "3:51:48")]
    [InlineData(47, "00:47")]
    [InlineData(3599.9, "59:59")]
    [InlineData(90061, "25:01:01")]
    [InlineData(-3, "00:00")]
    public void Count_CountsHoursOnlyWhenThereAreAny(double seconds, string text) => Assert.Equal(text, Figures.Count(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void OtherFigures_ReadAsTheTradeWritesThem()
    {
        Assert.Equal("4.75×", Figures.Leverage(4.7533m));
        Assert.Equal("50×", Figures.LeverageLimit(50m));
        Assert.Equal("−0.36 R", Figures.RMultiple(-0.3588m));
        Assert.Equal("57.1", Figures.Rate(57.142857m));
        Assert.Equal("38 ms", Figures.Milliseconds(38.4));
        Assert.Equal("< 1 ms", Figures.Milliseconds(0.2));
        Assert.Equal("0 s", Figures.NakedTime(0));
        Assert.Equal("4.2 s", Figures.NakedTime(4.2));
        Assert.Equal("41 s", Figures.NakedTime(41));
        Assert.Equal("03:14:22", Figures.Clock(new DateTimeOffset(2026, 11, 21, 4, 14, 22, TimeSpan.FromHours(1))));
        Assert.Equal("1 position", Figures.Plural(1, "position", "positions"));
        Assert.Equal("10,000 rows", Figures.Plural(10_000, "row", "rows"));
    }

    [Fact]
    public void Money_OfAnyAmount_ReadsBackToTheRoundedAmount() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (whole, part) =>
        {
            var value = whole + (part % 1000 / 1000m);
            var read = decimal.Parse(Figures.Money(value).Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture);
            return read == decimal.Round(value, 2, MidpointRounding.AwayFromZero);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Figures_InAnyCulture_AreTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("−1,234.50", Figures.Money(-1234.5m));
            Assert.Equal("0.4 s", Figures.Age(TimeSpan.FromSeconds(0.4)));
            Assert.Equal("90,923.5", Figures.Exact(90_923.5m, 1));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
