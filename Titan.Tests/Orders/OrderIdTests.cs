using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Model;
using Titan.Engine.Orders;

namespace Titan.Tests.Orders;

public sealed class OrderIdTests
{
    private const string Epoch = "abcdef";

    [Fact]
    public void Id_OfAnyDecision_FitsTheVenueAndIsOurs() =>
        Prop.ForAll<NonEmptyString, NonEmptyString>((correlation, leg) =>
        {
            var id = OrderIds.For(Epoch, new CorrelationId(correlation.Get), leg.Get).Value;
            return id.Length <= 36 && id.All(char.IsAsciiLetterOrDigit) && OrderIds.IsOurs(Epoch, id) && !OrderIds.IsOtherTitan(Epoch, id);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Id_OfTheSameDecision_IsTheSame() =>
        Assert.Equal(OrderIds.For(Epoch, new CorrelationId("c"), "BTCUSDT/1/1"), OrderIds.For(Epoch, new CorrelationId("c"), "BTCUSDT/1/1"));

    [Fact]
    public void Ids_OfDifferentLegsAttemptsAndActs_Differ()
    {
        var ids = from act in Enumerable.Range(0, 20)
                  from attempt in Enumerable.Range(1, 20)
                  from leg in Enumerable.Range(1, 20)
                  select OrderIds.For(Epoch, new CorrelationId($"flatten-{act}"), $"BTCUSDT/{attempt}/{leg}");
        Assert.Equal(8000, ids.Distinct().Count());
    }

    [Fact]
    public void Id_OfAnotherLedger_IsAnotherTitan()
    {
        var theirs = OrderIds.For("zzzzzz", new CorrelationId("c"), "entry").Value;
        Assert.False(OrderIds.IsOurs(Epoch, theirs));
        Assert.True(OrderIds.IsOtherTitan(Epoch, theirs));
    }

    [Theory]
    [InlineData("")]
    [InlineData("my-own-order-1")]
    [InlineData("tabcdef")]
    [InlineData("T0000000000000000000000000000000")]
    [InlineData("t0000000000000000000000000000000")]
    public void Id_OfForeignHands_IsNeitherOursNorATitans(string id)
    {
        Assert.False(OrderIds.IsOurs(Epoch, id));
        Assert.False(OrderIds.IsOtherTitan(Epoch, id));
    }

    [Fact]
    public void Id_BeforeTheLedgerHasAnEpoch_IsNobodys() =>
        Assert.False(OrderIds.IsOurs("", OrderIds.For("", new CorrelationId("c"), "entry").Value));
}
