using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Model;

namespace Titan.Tests.Model;

public sealed class DecimalsTests
{
    [Fact]
    public void Rounded_AnyFigureOfAGate_IsTheFrameworksOwnConversion() =>
        Prop.ForAll(Gen.Choose(-2_000_000_000, 2_000_000_000).Select(static n => n / 1024.0).ToArbitrary(), static value =>
        {
            foreach (byte places in (byte[])[0, 2, 4, 6])
            {
                Assert.Equal(Text((decimal)Math.Round(value, places)), Text(Decimals.Rounded(value, places)));
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "0")]
    [InlineData(123_4567, "123.4567")]
    [InlineData(-15_0000, "-15")]
    [InlineData(5, "0.0005")]
    public void Milliseconds_OfTicks_AreExactAndShort(long ticks, string text) => Assert.Equal(text, Text(Decimals.Milliseconds(TimeSpan.FromTicks(ticks))));

    [Fact]
    public void Seconds_OfTheLongestTimes_StayExact()
    {
        Assert.Equal("-922337203685.4775808", Text(Decimals.Seconds(TimeSpan.MinValue)));
        Assert.Equal("922337203685.4775807", Text(Decimals.Seconds(TimeSpan.MaxValue)));
    }

    [Fact]
    public void Rounded_TooLargeForItsPlaces_StaysWhatItIs()
    {
        Assert.Equal(1e20m, Decimals.Rounded(1e20, 4));
        Assert.Throws<OverflowException>(() => Decimals.Rounded(double.NaN, 4));
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
