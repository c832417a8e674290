using Titan.Engine.Guard;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Guard;

/// <summary>What the guard finds to do at one look (spec titan-trading 4.7).</summary>
public sealed class GuardPlanTests
{
    [Fact]
    public void Position_WithoutAStop_IsUncovered_AndTheLargestComesFirst()
    {
        var plan = GuardPlan.Of(Account([Position("ETHUSDT", 1m, 3_000m), Position("BTCUSDT", -0.5m, 50_000m), Position("SOLUSDT", 10m, 140m) with { StopLoss = 130m }], []));

        Assert.Equal(["BTCUSDT", "ETHUSDT"], plan.Uncovered.Select(position => position.Symbol));
        Assert.Equal(["SOLUSDT"], plan.Covered.Select(position => position.Symbol));
        Assert.False(plan.CancelEntries);
        Assert.False(plan.IsQuiet);
    }

    [Theory]
    [InlineData(1.0, Side.Sell, true)]
    [InlineData(0.0, Side.Sell, true)]
    [InlineData(0.4, Side.Sell, false)]
    [InlineData(1.0, Side.Buy, false)]
    public void StopOrder_CoversOnlyTheWholePositionFromItsOwnSide(double quantity, Side side, bool covered)
    {
        var order = Order(side) with { StopOrderType = "StopLoss", Quantity = (decimal)quantity, ReduceOnly = true, Status = VenueOrderStatus.Untriggered };
        var account = Account([Position("BTCUSDT", 1m, 50_000m)], [order]);

        Assert.Equal(covered, GuardPlan.IsCovered(account.Positions[0], account.OpenOrders));
    }

    [Fact]
    public void WorkingEntry_IsCancelled_ButNoStopAndNoClose()
    {
        Assert.True(GuardPlan.Of(Account([], [Order(Side.Buy)])).CancelEntries);
        Assert.True(GuardPlan.Of(Account([], [Order(Side.Buy) with { ReduceOnly = true }])).IsQuiet);
        Assert.True(GuardPlan.Of(Account([], [Order(Side.Sell) with { StopOrderType = "TakeProfit", ReduceOnly = true }])).IsQuiet);
    }

    [Theory]
    [InlineData(1, 49_500.0, null)]
    [InlineData(-1, 50_500.0, null)]
    [InlineData(1, 49_500.0, 49_000.0)]
    [InlineData(1, null, 49_600.0)]
    [InlineData(-1, null, 50_400.0)]
    public void Stop_StandsOnePercentFromTheMark_UnlessLiquidationIsNearer(int sign, double? stop, double? liquidation)
    {
        var position = Position("BTCUSDT", sign, 50_000m) with { LiquidationPrice = (decimal?)liquidation };

        Assert.Equal((decimal?)stop, GuardPlan.StopFor(position, BenchInstruments.Btc, 0.01m));
    }

    [Fact]
    public void Stop_WithoutAMark_IsNotInvented() =>
        Assert.Null(GuardPlan.StopFor(Position("BTCUSDT", 1m, 0m), BenchInstruments.Btc, 0.01m));

    private static VenuePosition Position(string symbol, decimal quantity, decimal mark) =>
        new() { Symbol = symbol, SignedQuantity = quantity, EntryPrice = mark, MarkPrice = mark };

    private static OrderReport Order(Side side) => new()
    {
        ClientOrderId = "x",
        VenueOrderId = "v",
        Symbol = "BTCUSDT",
        Side = side,
        Status = VenueOrderStatus.New,
        Quantity = 1m,
        FilledQuantity = 0m,
    };

    private static AccountSnapshot Account(IReadOnlyList<VenuePosition> positions, IReadOnlyList<OrderReport> orders) =>
        new(positions, orders, [], new WalletReport(1_000m, 1_000m, 0m, 1_000m, DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
