using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Venues.Bybit.Books;
using Titan.Tests.Support;

namespace Titan.Tests.Venues.Bybit;

public sealed class BookTests
{
    [Fact]
    public void Book_RecordedXrp_EqualsTheNaiveBookAfterEveryFrame()
    {
        var lines = MarketData.Lines("ticks/bybit_linear_XRPUSDT_orderbook500_20241201.jsonl.gz");
        if (lines.Count == 0)
            return;
        var symbols = new SymbolTable([TestInstruments.Xrp]);
        var book = new BybitOrderBook(TestInstruments.Xrp, 500);
        var naive = new NaiveBook();
        var frame = new BookFrame();
        var applied = 0;
        foreach (var line in lines)
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            Assert.True(BookFrameScanner.TryScan(bytes, symbols, frame), "the scanner must take real frames");
            var change = book.Apply(frame);
            if (change == BookChange.Ignored)
                continue;
            Assert.Equal(BookChange.Applied, change);
            applied++;
            naive.Apply(line, TestInstruments.Xrp);
            naive.AssertEqual(book);
        }

        Assert.Equal(50, applied);
        Assert.True(book.Bids.Count > 400 && book.Asks.Count > 400, "a 500-level book stays deep");
    }

    [Fact]
    public void Book_RecordedXrpWithOneLineMissing_FindsTheGap()
    {
        var lines = MarketData.Lines("ticks/bybit_linear_XRPUSDT_orderbook500_20241201.jsonl.gz");
        if (lines.Count == 0)
            return;
        var symbols = new SymbolTable([TestInstruments.Xrp]);
        var book = new BybitOrderBook(TestInstruments.Xrp, 500);
        var frame = new BookFrame();
        var changes = new List<BookChange>();
        for (var index = 0; index < 30; index++)
        {
            if (index == 17)
                continue;
            BookFrameScanner.TryScan(Encoding.UTF8.GetBytes(lines[index]), symbols, frame);
            changes.Add(book.Apply(frame));
        }

        Assert.Equal(BookChange.Gap, changes[17]);
        Assert.All(changes[18..], static change => Assert.Equal(BookChange.Ignored, change));
        Assert.False(book.Synced);
    }

    [Fact]
    public void Side_RandomChanges_EqualASortedDictionary() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Tick, byte Lots)[]>(), ArbMap.Default.ArbFor<bool>(),
            static (changes, bids) =>
            {
                var side = new BookSide(bids, depth: 1_000);
                var naive = new SortedDictionary<long, long>();
                foreach (var (tick, lots) in changes)
                {
                    side.Apply([1_000 + tick, lots % 5]);
                    if (lots % 5 == 0)
                        naive.Remove(1_000 + tick);
                    else
                        naive[1_000 + tick] = lots % 5;
                }

                var expected = (bids ? naive.Reverse() : naive).Select(static pair => (pair.Key, pair.Value));
                return expected.SequenceEqual(Enumerable.Range(0, side.Count).Select(rank => side[rank]));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Side_MoreLevelsThanItsDepth_KeepsTheBest()
    {
        var side = new BookSide(bids: true, depth: 3);
        side.Apply([100, 1, 105, 1, 101, 1, 104, 1, 103, 1]);
        Assert.Equal([(105L, 1L), (104L, 1L), (103L, 1L)], [side[0], side[1], side[2]]);
        Assert.Equal(3, side.Count);
    }

    [Fact]
    public void Side_SnapshotInAnyOrder_IsSorted()
    {
        var side = new BookSide(bids: false, depth: 50);
        side.Replace([102, 5, 100, 7, 101, 0, 103, 2]);
        Assert.Equal([(100L, 7L), (102L, 5L), (103L, 2L)], [side[0], side[1], side[2]]);
    }

    [Fact]
    public void Book_DeltaBeforeSnapshot_IsIgnored() => Assert.Equal(BookChange.Ignored, Book().Apply(Frame("delta", 7, "[[\"100.0\",\"1\"]]", "[]")));

    [Fact]
    public void Book_RepeatedUpdate_IsIgnored()
    {
        var book = Synced(10);
        Assert.Equal(BookChange.Ignored, book.Apply(Frame("delta", 10, "[[\"100.0\",\"9\"]]", "[]")));
        Assert.Equal(1_000, book.Bids.BestLots);
    }

    [Fact]
    public void Book_UpdateSkipped_IsAGapUntilTheNextSnapshot()
    {
        var book = Synced(10);
        Assert.Equal(BookChange.Gap, book.Apply(Frame("delta", 12, "[]", "[]")));
        Assert.False(book.Synced);
        Assert.Equal(BookChange.Ignored, book.Apply(Frame("delta", 13, "[]", "[]")));
        Assert.Equal(BookChange.Applied, book.Apply(Frame("snapshot", 20, "[[\"100.0\",\"1\"]]", "[[\"100.1\",\"1\"]]")));
        Assert.Equal(BookChange.Applied, book.Apply(Frame("delta", 21, "[]", "[]")));
    }

    [Fact]
    public void Book_UpdateOne_ReplacesEverything()
    {
        var book = Synced(10);
        Assert.Equal(BookChange.Applied, book.Apply(Frame("delta", 1, "[[\"50.0\",\"2\"]]", "[[\"50.1\",\"3\"]]")));
        Assert.Equal((500L, 501L, 1), (book.Bids.BestTicks, book.Asks.BestTicks, book.Bids.Count));
    }

    [Fact]
    public void Book_SnapshotWithTheSameUpdate_IsTaken()
    {
        var book = Synced(10);
        Assert.Equal(BookChange.Applied, book.Apply(Frame("snapshot", 10, "[[\"99.0\",\"2\"]]", "[[\"99.1\",\"3\"]]")));
        Assert.Equal(990, book.Bids.BestTicks);
    }

    [Fact]
    public void Book_Crossed_IsLost()
    {
        var book = Synced(10);
        Assert.Equal(BookChange.Crossed, book.Apply(Frame("delta", 11, "[[\"100.1\",\"1\"]]", "[]")));
        Assert.False(book.Synced);
    }

    [Fact]
    public void Book_PriceBesideTheTick_IsLost()
    {
        var book = Synced(10);
        Assert.Equal(BookChange.OffGrid, book.Apply(Frame("delta", 11, "[[\"99.95\",\"1\"]]", "[]")));
        Assert.False(book.Synced);
    }

    [Fact]
    public void Book_LastBidGone_IsOneSided()
    {
        var book = Synced(10);
        Assert.Equal(BookChange.OneSided, book.Apply(Frame("delta", 11, "[[\"100.0\",\"0\"]]", "[]")));
        Assert.Equal(BookChange.Applied, book.Apply(Frame("delta", 12, "[[\"99.9\",\"1\"]]", "[]")));
    }

    private static BybitOrderBook Book() => new(TestInstruments.Btc, 50);

    private static BybitOrderBook Synced(long update)
    {
        var book = Book();
        Assert.Equal(BookChange.Applied, book.Apply(Frame("snapshot", update, "[[\"100.0\",\"1\"]]", "[[\"100.1\",\"1\"]]")));
        return book;
    }

    private static BookFrame Frame(string type, long update, string bids, string asks)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"topic":"orderbook.50.BTCUSDT","type":"{{type}}","ts":1700000000100,"data":{"s":"BTCUSDT","b":{{bids}},"a":{{asks}},"u":{{update}},"seq":9},"cts":1700000000098}""");
        var frame = new BookFrame();
        Assert.True(BookFrameReader.TryRead(Encoding.UTF8.GetBytes(text), new SymbolTable([TestInstruments.Btc]), frame));
        return frame;
    }
}
