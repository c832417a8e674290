using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Kernel;

/// <summary>What readers see, from the state of the bench.</summary>
public sealed class SnapshotBuilderTests
{
    private static readonly EngineIdentity Identity = new("1.0", "PAPER", "bench", "memory", "", "", null, new EngineLimits(0.07m, 0.15m, 5, 20m, 50m, 0.02m, 3));

    [Fact]
    public void Snapshot_BeforeTheFirstReconcile_IsNotReadyAndSaysWhy()
    {
        var bench = new EngineBench { Disconnected = true };
        Assert.Equal((false, "starting: restoring and connecting"), (Build(bench).Readiness.Ready, Build(bench).Readiness.NotReadyBecause));
        bench.Begin();
        Assert.Equal("reconciling with the venue", Build(bench).Readiness.NotReadyBecause);
        Assert.Contains("NotReconciled", Build(bench).EntryBlocks);
        Assert.Null(Build(bench).EquityIfAllStops);
        Assert.Null(Build(bench).BreakerBelow);
    }

    [Fact]
    public void Snapshot_WithTheVenueSilent_SaysThatItDoesNotAnswer()
    {
        var bench = new EngineBench();
        bench.Venue.Faults.Unreachable = true;
        bench.Begin();
        Assert.Equal("venue does not answer: no route", Build(bench).Readiness.NotReadyBecause);
    }

    [Fact]
    public void Snapshot_OfAnOpenPosition_TellsItsWorthCoverAndRoom()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Quote(EngineBench.Btc, 50_249.9m, 50_250.1m);
        bench.Advance(6);
        var snapshot = Build(bench);
        Assert.True(snapshot.Readiness.Ready);
        Assert.Empty(snapshot.EntryBlocks);
        var view = Assert.Single(snapshot.Positions);
        Assert.Equal(50_250m, view.MarkPrice);
        Assert.Equal(position.Quantity * (50_250m - position.EntryPrice), view.UnrealizedPnl);
        Assert.Equal((1m, 20m, position.SignedQuantity), (view.Coverage, view.Leverage, view.VenueQuantity!.Value));
        Assert.Equal(0.5m, view.RMultiple!.Value, 2);
        Assert.Equal(snapshot.Equity.Equity * 0.93m, snapshot.BreakerBelow!.Value, 1);
        Assert.Equal(bench.Venue.Wallet + (position.Quantity * (position.StopLoss!.Value - position.EntryPrice)), snapshot.EquityIfAllStops!.Value, 6);
        Assert.Equal(position.Quantity * 50_250m / snapshot.Equity.Equity, snapshot.TotalLeverage!.Value, 6);
        Assert.Equal(bench.State.Sequence, snapshot.JournalSequence);
    }

    [Fact]
    public void Snapshot_WhileNaked_CountsTheRunningSeconds()
    {
        var bench = EngineBench.Armed();
        bench.Venue.TradeByOthers(EngineBench.Btc, Side.Buy, 0.01m);
        bench.Advance(4);
        var view = Assert.Single(Build(bench).Positions);
        Assert.InRange(view.NakedSecondsNow, 3.5, 4);
        Assert.Equal(view.NakedSecondsNow, view.NakedSecondsTotal);
        Assert.Equal(0m, view.Coverage);
        Assert.Null(view.RMultiple);
    }

    [Fact]
    public void Statistics_OfFactsTakenInOrder_CountSignalsFillsAndWins()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Enter(Side.Buy);
        bench.Venue.TriggerStop(EngineBench.Btc, 51_000m);
        bench.Advance(2);
        var builder = new SnapshotBuilder(bench.Core, Identity, EngineBench.Start);
        builder.Take(bench.Journal);
        var snapshot = builder.Build(bench.Now, bench.Venue.Status, Load);
        var figures = snapshot.Statistics;
        Assert.Equal((1, 1), (figures.IntentsApproved, figures.IntentsDenied));
        Assert.Equal((100m, 1, 1), (figures.FillRate!.Value, figures.FillRateFilled, figures.FillRateTerminal));
        Assert.Equal((100m, 1, 1), (figures.WinRate!.Value, figures.Wins, figures.Closed));
        Assert.Contains("denied by DuplicateSymbol", figures.LastDecision, StringComparison.Ordinal);
        Assert.Equal(bench.State.ClosedTrades.Single().NetPnl, figures.RealizedToday);
        Assert.Equal(1, snapshot.Version);
        Assert.Equal(2, builder.Build(bench.Now, bench.Venue.Status, Load).Version);
    }

    [Fact]
    public void Alerts_OfTheSnapshot_AreNewestFirstAndAtMostFifty()
    {
        var bench = EngineBench.Reconciled();
        var builder = new SnapshotBuilder(bench.Core, Identity, EngineBench.Start);
        for (var i = 1; i <= 60; i++)
        {
            builder.Take([new JournalEntry(i, bench.Now, new AlertRaised("X", AlertSeverity.Low, $"alert {i}", null, null, null))]);
        }

        var alerts = builder.Build(bench.Now, bench.Venue.Status, Load).Alerts;
        Assert.Equal((50, "alert 60", "alert 11"), (alerts.Length, alerts[0].Message, alerts[^1].Message));
    }

    private static EngineLoad Load { get; } = new(0, 0, 0, 0, 0, 0, true, 0, 0, null, 0);

    private static EngineSnapshot Build(EngineBench bench) => new SnapshotBuilder(bench.Core, Identity, EngineBench.Start).Build(bench.Now, bench.Venue.Status, Load);
}
