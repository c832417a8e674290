using Titan.Engine.Journal;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.Journal;

/// <summary>How a stop covered a position, and where a symbol went apart from the venue, is read from the journal.</summary>
public sealed class SqliteDiaryTests
{
    private static readonly InstrumentId Sol = new("SOLUSDT");

    [Fact]
    public async Task Coverage_OfAnOpenPosition_IsEachChangeSinceItsOwnOpening()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        Fill(bench, "e1", Sol, Side.Buy, 10m);
        bench.Record(new ProtectionSeen(Sol, 99m, null, 10m, "venue"));
        Fill(bench, "e2", Sol, Side.Sell, 10m);
        var opening = Fill(bench, "e3", Sol, Side.Sell, 20m);
        Fill(bench, "e4", new InstrumentId("ETHUSDT"), Side.Buy, 1m);
        var partly = bench.Record(new ProtectionSeen(Sol, 140m, null, 20m, "venue"));
        var grown = Fill(bench, "e5", Sol, Side.Sell, 12.6m);
        bench.Record(new ProtectionSeen(Sol, 140m, 130m, 20m, "venue"));
        var whole = bench.Record(new ProtectionSeen(Sol, 140m, 130m, 32.6m, "venue"));
        var position = bench.State.Positions[Sol];
        await bench.CloseAsync();

        var steps = await bench.Diary().GetCoverageAsync(position, CancellationToken.None);
        Assert.Equal(
            [new CoverageStep(opening.At, 0m, 20m), new CoverageStep(partly.At, 20m, 20m), new CoverageStep(grown.At, 20m, 32.6m), new CoverageStep(whole.At, 32.6m, 32.6m)],
            steps);
        Assert.Equal(position.NakedBefore, (partly.At - opening.At) + (whole.At - grown.At));
    }

    [Fact]
    public async Task Coverage_OfAPositionThatATurnOpened_CountsOnlyWhatTheTurnLeft()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        Fill(bench, "e1", Sol, Side.Buy, 10m);
        var turn = Fill(bench, "e2", Sol, Side.Sell, 30m);
        var whole = bench.Record(new ProtectionSeen(Sol, 140m, null, 20m, "venue"));
        var position = bench.State.Positions[Sol];
        await bench.CloseAsync();

        Assert.Equal(20m, position.Quantity);
        Assert.Equal([new CoverageStep(turn.At, 0m, 20m), new CoverageStep(whole.At, 20m, 20m)], await bench.Diary().GetCoverageAsync(position, CancellationToken.None));
    }

    [Fact]
    public async Task Coverage_OfAPositionThatTheJournalDoesNotKnow_IsEmpty()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        Fill(bench, "e1", Sol, Side.Buy, 10m);
        var position = bench.State.Positions[Sol];
        await bench.CloseAsync();

        Assert.Empty(await bench.Diary().GetCoverageAsync(position with { Id = "p-SOLUSDT" }, CancellationToken.None));
        Assert.Empty(await bench.Diary().GetCoverageAsync(position with { Id = "p900000" }, CancellationToken.None));
    }

    [Fact]
    public async Task Parting_OfASymbol_IsItsLastFillAndWhatWasLostSinceBothAgreed()
    {
        await using var bench = new JournalBench();
        await bench.OpenAsync();
        bench.Record(new EventNoted("STREAM", "Private stream lost: an old one", null, null));
        var agreed = bench.Record(new Reconciled(true, 1, 1, 0, "timer"));
        Fill(bench, "e1", Sol, Side.Buy, 10m);
        Fill(bench, "e2", Sol, Side.Sell, 2m);
        Fill(bench, "e3", new InstrumentId("ETHUSDT"), Side.Buy, 1m);
        bench.Record(new EventNoted("STREAM", "Private stream lost: silent", null, null));
        bench.Record(new EventNoted("STREAM", "Private stream connected", null, null));
        bench.Record(new AlertRaised("FEED_LOST", AlertSeverity.High, "Bybit connection lost", null, null, null));
        await bench.CloseAsync();

        var parting = await bench.Diary().GetPartingAsync("SOLUSDT", agreed.At, CancellationToken.None);
        Assert.Equal(("Sell", 2m, 138m, null, "Trade"), (parting.LastFill!.Side, parting.LastFill.Quantity, parting.LastFill.Price, parting.LastFill.OrderId, parting.LastFill.Kind));
        Assert.Equal(["Private stream lost: silent", "Bybit connection lost"], parting.Losses.Select(static loss => loss.Message));

        var unknown = await bench.Diary().GetPartingAsync("XRPUSDT", null, CancellationToken.None);
        Assert.Null(unknown.LastFill);
        Assert.Equal(3, unknown.Losses.Count);
    }

    private static JournalEntry Fill(JournalBench bench, string id, InstrumentId instrument, Side side, decimal quantity) =>
        bench.Record(new FillBooked(new ExecutionId(id), null, instrument, side, quantity, 138m, 0.01m, false, ExecutionKind.Trade, null, bench.State.At));
}
