using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Shadow;

/// <summary>Equity by the venue's wallet and the marks; never a figure from between a fill and its money.</summary>
public sealed class EquityKeeperTests
{
    [Fact]
    public void Equity_BetweenAFillAndItsWallet_IsNeitherMarkedNorJudged()
    {
        var bench = EngineBench.Armed();
        bench.Disconnected = true;
        bench.Advance(1);
        var marks = bench.Facts<EquityMarked>().Count();
        bench.Step(new Executed(Execution("x1", ExecutionKind.Trade, 0.01m, 0.3m, bench.Now)));
        Assert.Null(bench.Core.Equity.Current());
        bench.Step(new WalletTold(new WalletReport(10m, 10m, 0m, 10m, bench.Now.AddMilliseconds(-1))));
        bench.Advance(2);
        Assert.Equal(marks, bench.Facts<EquityMarked>().Count());
        Assert.False(bench.State.Breaker.Active);
        bench.Step(new WalletTold(new WalletReport(999.7m, 999.7m, 0m, 999m, bench.Now)));
        Assert.Equal(marks + 1, bench.Facts<EquityMarked>().Count());
        Assert.NotNull(bench.Core.Equity.Current());
    }

    [Fact]
    public void Wallet_OlderThanTheOneKnown_IsPassedOver()
    {
        var bench = EngineBench.Reconciled();
        bench.Disconnected = true;
        bench.Step(new WalletTold(new WalletReport(1m, 1m, 0m, 1m, bench.Now.AddMinutes(-1))));
        Assert.Equal(1000m, bench.State.Equity.WalletBalance);
    }

    [Fact]
    public void Equity_OfAnOpenPosition_MovesWithTheMark()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Quote(EngineBench.Btc, 50_499.9m, 50_500.1m);
        bench.Advance(6);
        var gain = position.Quantity * (50_500m - position.EntryPrice);
        Assert.Equal(gain, bench.State.Equity.UnrealizedPnl);
        Assert.Equal(bench.Venue.Wallet + gain, bench.State.Equity.Equity);
    }

    [Fact]
    public void Day_AtMidnightUtc_StartsAnewFromTheEquityOfThatMoment()
    {
        var bench = new EngineBench(at: new DateTimeOffset(2026, 3, 2, 23, 59, 45, TimeSpan.Zero));
        bench.Begin();
        bench.Venue.Wallet = 1100m;
        bench.Advance(6);
        bench.Venue.Wallet = 1060m;
        bench.Advance(6);
        Assert.Equal((1000m, 1100m), (bench.State.Equity.DayStartEquity, bench.State.Equity.SessionPeak));
        bench.Advance(3);
        Assert.Equal(new DateOnly(2026, 3, 3), bench.State.Equity.Day);
        Assert.Single(bench.Facts<DayRolled>());
        Assert.Equal((1060m, 1060m, 1100m), (bench.State.Equity.DayStartEquity, bench.State.Equity.SessionPeak, bench.State.Equity.HighWatermark));
    }

    [Fact]
    public void Funding_ToldTwice_IsBookedOnceAsMoneyAndNotAsAFill()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        var funding = Execution("f1", ExecutionKind.Funding, 0.009m, 0.05m, bench.Now);
        bench.Step(new Executed(funding));
        bench.Step(new Executed(funding));
        Assert.Single(bench.Facts<FundingBooked>());
        Assert.Single(bench.Facts<FillBooked>());
        Assert.Equal(0.05m, bench.State.Positions[EngineBench.Btc.Id].Funding);
        Assert.Equal(0.05m, bench.State.Equity.FundingPaid);
    }

    [Fact]
    public void ExecutionOfAnUnknownKind_IsLeftOutAndSaid()
    {
        var bench = EngineBench.Reconciled();
        bench.Step(new Executed(Execution("x1", ExecutionKind.Unrecognised, 1m, 0m, bench.Now)));
        Assert.Empty(bench.State.Positions);
        Assert.Single(bench.Alerts("EXECUTION_UNREADABLE"));
    }

    [Fact]
    public void Liquidation_EndsTheTradeUnderItsName()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Step(new Executed(Execution("l1", ExecutionKind.Liquidation, position.Quantity, 0m, bench.Now) with { Side = Side.Sell }));
        Assert.Equal(CloseReason.Liquidated, Assert.Single(bench.State.ClosedTrades).Reason);
    }

    [Fact]
    public void Wallet_IsPolledEveryFiveSecondsAndSoonerAfterAFill()
    {
        var bench = EngineBench.Reconciled();
        bench.Advance(5);
        var before = bench.Sent<AskForWallet>().Count();
        bench.Advance(20);
        Assert.Equal(4, bench.Sent<AskForWallet>().Count() - before);
        bench.Disconnected = true;
        bench.Step(new Executed(Execution("x1", ExecutionKind.Trade, 0.01m, 0.3m, bench.Now.AddSeconds(1))));
        before = bench.Sent<AskForWallet>().Count();
        bench.Advance(4);
        Assert.InRange(bench.Sent<AskForWallet>().Count() - before, 3, 4);
    }

    private static ExecutionReport Execution(string id, ExecutionKind kind, decimal quantity, decimal fee, DateTimeOffset at) => new()
    {
        ExecutionId = new ExecutionId(id),
        ClientOrderId = "",
        VenueOrderId = "",
        Symbol = "BTCUSDT",
        Side = Side.Buy,
        Quantity = quantity,
        Price = 50_000m,
        Fee = fee,
        Kind = kind,
        At = at,
    };
}
