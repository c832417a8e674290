using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Configuration;
using Titan.Engine.Intake;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Intake;

/// <summary>Market or limit (spec titan-trading 4.4): the spec's numbers on their edges, and the law that a route never pays more than was meant.</summary>
public sealed class EntryRouteTests
{
    private static readonly Instrument Btc = BenchInstruments.Btc;

    [Theory]
    [InlineData(Side.Buy, 2.0, "bids over asks 2, at market only above 2.0")]
    [InlineData(Side.Buy, 2.01, null)]
    [InlineData(Side.Buy, 1.0, "bids over asks 1, at market only above 2.0")]
    [InlineData(Side.Sell, 0.5, "bids over asks 0.5, at market only below 0.5")]
    [InlineData(Side.Sell, 0.49, null)]
    [InlineData(Side.Sell, 1.0, "bids over asks 1, at market only below 0.5")]
    public void Book_ThatLeansTheEntrysWay_LetsItGoAtMarketAndNoOther(Side side, double imbalance, string? why)
    {
        var route = Route(AtMarket(side), 0.01m, Sight([(50_000m, 100m * (decimal)imbalance)], [(50_000.1m, 100m)]));
        Assert.Equal((why is null ? EntryOrder.Market : EntryOrder.AggressiveLimit, why is null ? null : $"MARKET became LIMIT: {why}"), (route.Order, route.Why));
    }

    [Theory]
    [InlineData(50_200, 0, null)]
    [InlineData(50_201, 0, "0.02 through the book costs 0.201 %, at most 0.2 %")]
    [InlineData(50_250, 80, "0.02 through the book costs 0.25 %, at most 0.2 %")]
    [InlineData(50_250, 80.1, null)]
    [InlineData(50_251, 90, "0.02 through the book costs 0.251 %, at most 0.25 %")]
    [InlineData(50_300, 90.1, null)]
    [InlineData(50_301, 100, "0.02 through the book costs 0.301 %, at most 0.3 %")]
    public void Size_ThatCostsMoreInTheBookThanAllowed_BecomesALimit(int second, double momentum, string? why)
    {
        // Half of it at 50,000 and half at the second level: the mean price is half as far away.
        var sight = Sight([(49_999.9m, 100m)], [(50_000m, 0.01m), (second, 0.01m)]);
        var route = Route(AtMarket(Side.Buy) with { Momentum = (decimal)momentum, LimitPrice = 51_000m }, 0.02m, sight);
        Assert.Equal((why is null ? EntryOrder.Market : EntryOrder.AggressiveLimit, why is null ? null : $"MARKET became LIMIT: {why}"), (route.Order, route.Why));
    }

    [Fact]
    public void Size_BeyondTheTwentyLevels_BecomesALimit()
    {
        var route = Route(AtMarket(Side.Buy), 0.021m, Sight([(49_999.9m, 100m)], [(50_000m, 0.02m)]));
        Assert.Equal((EntryOrder.AggressiveLimit, "MARKET became LIMIT: the book's twenty levels do not hold 0.021"), (route.Order, route.Why));
    }

    [Theory]
    [InlineData(Side.Buy, 50_250.0, 50_100.2)]
    [InlineData(Side.Buy, 50_050.0, 50_050.0)]
    [InlineData(Side.Sell, 49_750.0, 49_899.9)]
    [InlineData(Side.Sell, 49_950.0, 49_950.0)]
    public void Limit_OfAMarketOrder_IsTheAggressiveOneAndNeverWorseThanItsOwn(Side side, double own, double expected)
    {
        var route = Route(AtMarket(side) with { LimitPrice = (decimal)own }, 0.01m, Sight([(50_000m - 0.1m, 100m)], [(50_000.1m, 100m)]));
        Assert.Equal((EntryOrder.AggressiveLimit, (decimal)expected), (route.Order, route.LimitPrice));
    }

    [Theory]
    [InlineData(EntryOrder.Limit)]
    [InlineData(EntryOrder.AggressiveLimit)]
    [InlineData(EntryOrder.TouchLimit)]
    public void Limit_ThatWasMeantSo_StaysAsItIs(EntryOrder order) =>
        Assert.Equal(new EntryRoute(order, 50_250m, null), Route(AtMarket(Side.Buy) with { Order = order }, 100m, Sight([(1m, 1m)], [(50_000m, 0.001m)])));

    [Fact]
    public void Entry_WithoutABook_IsNoMarketOrder()
    {
        var route = Route(AtMarket(Side.Buy), 0.01m, new InstrumentSight(Btc));
        Assert.Equal((EntryOrder.AggressiveLimit, 50_250m), (route.Order, route.LimitPrice));
    }

    [Fact]
    public void Route_OfAnyBook_NeverPaysMoreAndSaysWhyWheneverItChanges() =>
        Prop.ForAll(Gen.Choose(0, 500).Zip(Gen.Choose(0, 500)).ToArbitrary(), Gen.Choose(1, 400).Zip(Gen.Choose(0, 100)).ToArbitrary(), Gen.Choose(0, 1).Zip(Gen.Choose(-200, 400)).ToArbitrary(), (sizes, asked, way) =>
        {
            var side = way.Item1 == 0 ? Side.Buy : Side.Sell;
            var intent = AtMarket(side) with { Momentum = asked.Item2, LimitPrice = 50_000m + (side.Sign() * way.Item2) };
            var sight = Sight(sizes.Item1 == 0 ? [] : [(49_999.9m, sizes.Item1 / 1000m)], sizes.Item2 == 0 ? [] : [(50_000m, sizes.Item2 / 1000m)]);
            var (route, again) = (Route(intent, asked.Item1 / 1000m, sight), Route(intent, asked.Item1 / 1000m, sight));
            return route == again
                && side.Sign() * (route.LimitPrice - intent.LimitPrice) <= 0
                && (route.Why is null) == (route.Order == EntryOrder.Market)
                && route.Order is EntryOrder.Market or EntryOrder.AggressiveLimit;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.0, 0.0, 1.0)]
    [InlineData(0.0025, 40.0, 1.0)]
    [InlineData(0.005, 80.0, 1.0)]
    [InlineData(0.0051, 81.6, 1.25)]
    [InlineData(0.005625, 90.0, 1.25)]
    [InlineData(0.0057, 91.2, 1.5)]
    [InlineData(0.5, 100.0, 1.5)]
    public void Momentum_OfAVelocity_AllowsMoreOnlyBeyondTheExtreme(double velocity, double score, double times)
    {
        var momentum = Momentum.OfVelocity((decimal)velocity, 0.005m);
        Assert.Equal(((decimal)score, (decimal)times), (momentum, Momentum.Allowance(momentum)));
        Assert.Equal(1m, Momentum.Allowance(null));
    }

    private static EntryRoute Route(Intent intent, decimal quantity, InstrumentSight sight) => EntryRoute.Of(intent, quantity, sight, new TitanConfig());

    private static Intent AtMarket(Side side) => new()
    {
        Strategy = "scripted",
        Instrument = Btc,
        Side = side,
        ReferencePrice = 50_000m,
        LimitPrice = side == Side.Buy ? 50_250m : 49_750m,
        StopLoss = side == Side.Buy ? 49_500m : 50_500m,
        TakeProfit = side == Side.Buy ? 51_500m : 48_500m,
        RiskFraction = 0.02m,
        Leverage = 10m,
        Confidence = 90,
        Why = "test",
        ExpiresAt = EngineBench.Start,
        Order = EntryOrder.Market,
    };

    private static InstrumentSight Sight(IReadOnlyList<(decimal Price, decimal Size)> bids, IReadOnlyList<(decimal Price, decimal Size)> asks)
    {
        var sight = new InstrumentSight(Btc);
        sight.Ladder.Take(Ladders.Of(Btc, bids, asks));
        if (bids.Count > 0 && asks.Count > 0)
        {
            sight.See(new Quote(Btc, Btc.ToTicks(bids[0].Price), 1, Btc.ToTicks(asks[0].Price), 1, EngineBench.Start, EngineBench.Start));
        }

        return sight;
    }
}
