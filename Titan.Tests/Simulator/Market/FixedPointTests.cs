using FsCheck;
using FsCheck.Fluent;
using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Market;

public sealed class FixedPointTests
{
    [Fact]
    public void ToDecimal_AnyStepsAndSize_IsTheProductAndComesBack() =>
        Prop.ForAll(
            Gen.Elements(1m, 0.1m, 0.05m, 0.010m, 0.00001m, 0.00000001m, 25m).ToArbitrary(),
            Gen.Choose(-2_000_000_000, 2_000_000_000).ToArbitrary(),
            (size, steps) =>
            {
                var point = new FixedPoint(size);
                var value = point.ToDecimal(steps * 1_000L);

                Assert.Equal(steps * 1_000m * size, value);
                Assert.Equal(steps * 1_000L, point.ToSteps(value));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void ToDecimal_TrailingZeros_AreNotShown() =>
        Assert.Equal("139.05", new FixedPoint(0.0100m).ToDecimal(13_905).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
