using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Orders;

public sealed class ClosingOrdersTests
{
    [Fact]
    public void Close_AboveTheLargestMarketOrder_IsSplitToTheLot()
    {
        var small = EngineBench.Btc with { MaxMarketQuantity = 0.004m };
        var bench = EngineBench.Reconciled(instruments: [small, EngineBench.Eth]);
        bench.Venue.TradeByOthers(small, Side.Buy, 0.010m);
        bench.Advance(1);
        bench.Command(new FlattenCommand(EngineBench.Operator, "test", bench.Correlation("flatten")));
        bench.Wait("flat", () => bench.State.Flatten is null);
        Assert.Equal([0.004m, 0.004m, 0.002m], bench.Closes.Select(close => close.Order.Quantity));
        Assert.True(bench.Venue.IsFlat);
    }

    [Fact]
    public void StopBeyond_WhoseCloseWasRefused_ClosesUnderANewId()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.ForgetStops = true;
        bench.Venue.Faults.AttachAnswer = VenueOutcome.Rejected(110092, "trigger on the wrong side");
        bench.Enter(Side.Buy);
        bench.Advance(0.1);
        bench.Venue.Faults.Sends.Enqueue(SendFate.Reject);
        bench.Wait("the position is closed", () => bench.Venue.IsFlat, 5);
        var beyond = bench.Closes.Where(close => bench.OrderOf(close).Source == "stop-beyond").ToArray();
        Assert.Equal(2, beyond.Length);
        Assert.NotEqual(beyond[0].Order.ClientOrderId, beyond[1].Order.ClientOrderId);
    }

    [Fact]
    public void Closes_WhileTheJournalCannotBeWritten_GoOutAndEntriesDoNot()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.JournalFails();
        bench.Enter(Side.Buy, EngineBench.Eth);
        Assert.Equal("JournalUnwritable", bench.Facts<IntentJudged>().Last().Denial);
        bench.Command(new FlattenCommand(EngineBench.Operator, "disk is full", bench.Correlation("flatten")));
        bench.Wait("flat", () => bench.State.Flatten is null);
        Assert.True(bench.Venue.IsFlat);
    }

    [Fact]
    public void WorkingEntries_WhenTheJournalFails_AreCancelled()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillShare = 0m;
        bench.Enter(Side.Buy);
        bench.Advance(0.1);
        bench.JournalFails();
        bench.Advance(0.5);
        Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
        Assert.Single(bench.Alerts("JOURNAL_UNWRITABLE"));
        bench.JournalWorks();
        Assert.Contains(bench.Facts<EventNoted>(), note => note.Type == "JOURNAL_BACK");
    }
}
