using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Model;

public sealed class InstrumentTests
{
    private static readonly Instrument Btc = BenchInstruments.Btc;

    private static readonly Arbitrary<decimal> Amounts =
        (from units in Gen.Choose(1, int.MaxValue) from scale in Gen.Choose(0, 8) select units / (decimal)Math.Pow(10, scale)).ToArbitrary();

    private static readonly Arbitrary<decimal> Steps = Gen.Elements(0.001m, 0.0100m, 1m, 0.5m, 0.003m, 10m, 25m).ToArbitrary();

    [Fact]
    public void FloorQuantity_OfAnyAmountAndStep_IsTheLargestMultipleNotAbove() =>
        Prop.ForAll(Amounts, Steps, (amount, step) =>
        {
            var floored = (Btc with { QuantityStep = step }).FloorQuantity(amount);
            return floored <= amount && amount - floored < step && floored % step == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void FloorAndCeilingPrice_OfAnyAmount_EncloseItWithinATick() =>
        Prop.ForAll(Amounts, amount =>
        {
            var (floor, ceiling) = (Btc.FloorPrice(amount), Btc.CeilingPrice(amount));
            return floor <= amount && amount <= ceiling && ceiling - floor <= Btc.TickSize && floor % Btc.TickSize == 0 && ceiling % Btc.TickSize == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TicksAndLots_ThereAndBack_AreTheSame() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), count =>
            Btc.ToTicks(Btc.PriceOf(count)) == count && Btc.ToLots(Btc.QuantityOf(count)) == count).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0.10", "0.001", 1, 3)]
    [InlineData("0.5", "1", 1, 0)]
    [InlineData("0.00001", "10", 5, 0)]
    public void Decimals_OfStepsWithTrailingZeros_AreTheNeededOnes(string tick, string step, int price, int quantity)
    {
        var instrument = Btc with
        {
            TickSize = decimal.Parse(tick, System.Globalization.CultureInfo.InvariantCulture),
            QuantityStep = decimal.Parse(step, System.Globalization.CultureInfo.InvariantCulture),
        };
        Assert.Equal(price, instrument.PriceDecimals);
        Assert.Equal(quantity, instrument.QuantityDecimals);
    }

    [Theory]
    [InlineData(0.003, true)]
    [InlineData(0.0035, false)]
    [InlineData(0, false)]
    [InlineData(-0.001, false)]
    public void IsQuantityMultiple_OnlyPositiveWholeSteps(decimal quantity, bool whole) => Assert.Equal(whole, Btc.IsQuantityMultiple(quantity));
}
